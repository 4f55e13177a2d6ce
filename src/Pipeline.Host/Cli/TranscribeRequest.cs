using Pipeline.Core.Channels;
using Pipeline.Core.Files;
using Pipeline.Core.Intake;
using Pipeline.Core.Transcripts;

namespace Pipeline.Host.Cli;

/// <summary>What <c>pipeline transcribe</c> was asked for.</summary>
/// <param name="File">A file of this machine; null: <paramref name="Url"/>.</param>
/// <param name="Output">Folder; null: standard output.</param>
/// <param name="Speech">Language, model, vocabulary … as a channel has them.</param>
internal sealed record TranscribeRequest(string? File, VideoUrl? Url, string? Output, IReadOnlyList<TranscriptFormat> Formats, Channel Speech)
{
    private const string StandardOutput = "-";
    private const string SubtitledVideo = ".subtitled.mp4";

    /// <summary>A file system takes names of 255 bytes, and while it is written a file's name is longer by ".part".</summary>
    private const int LongestName = 250;

    /// <summary>The names of all files that it writes, as far as they are known before a link is opened.</summary>
    public IEnumerable<string> Names => File is null ? [] : [.. Formats.Select(f => NameOf(null, f.Extension)), .. Speech.EmbedSubtitles ? [VideoName(null)] : Array.Empty<string>()];

    /// <summary>Beside its recording a person looks for the recording's own name.</summary>
    /// <param name="title">What a link's video is called.</param>
    public string NameOf(string? title, string extension)
    {
        if (File is null) return FileNames.For(title, extension, LongestName);
        // A file whose name is all extension (.hidden) keeps it: else all of them would share one transcript without a name.
        var name = Path.GetFileNameWithoutExtension(File);
        return (name.Length > 0 ? name : Path.GetFileName(File)) + extension;
    }

    public string VideoName(string? title) => NameOf(title, SubtitledVideo);

    /// <param name="problems">One sentence for each mistake.</param>
    public static TranscribeRequest Parse(string source, string output, IReadOnlyList<string> formats, Channel speech, List<string> problems)
    {
        var wrong = Recording.Problem(source);
        if (wrong is not null) problems.Add(wrong);
        var url = wrong is not null || System.IO.File.Exists(source) ? null : ParseUrl(source, problems);
        var known = formats.Select(name => Format(name, problems)).OfType<TranscriptFormat>().Distinct().ToList();
        if (known.Count == 0) known = output == StandardOutput ? [TranscriptFormat.All[0]] : [.. TranscriptFormat.All];
        if (string.IsNullOrWhiteSpace(output)) problems.Add("-o: the folder's name is empty. Name one, or leave -o out for the current folder.");
        if (output == StandardOutput && known.Count > 1) problems.Add("-o -: standard output takes one format. Name it, for example --format srt.");
        if (output == StandardOutput && speech.EmbedSubtitles) problems.Add("--embed: the video needs a folder. Name one with -o, or leave -o out.");
        if (speech.Language is { } language && !(language.Length == 2 && language.All(char.IsAsciiLetterLower)))
            problems.Add($"--language: '{language}' is no two-letter ISO 639-1 code such as en. Leave it out to have the language found.");
        return new TranscribeRequest(url is null ? source : null, url, output == StandardOutput || string.IsNullOrWhiteSpace(output) ? null : Path.GetFullPath(output), known, speech);
    }

    private static VideoUrl? ParseUrl(string source, List<string> problems)
    {
        var url = VideoUrl.Parse(source, out var problem);
        if (problem is not null)
            problems.Add(source.Contains("://", StringComparison.Ordinal) ? $"{source}: {problem}" : $"{source}: there is no such file. Name a video or sound file, or a link that begins with https://");
        return url;
    }

    private static TranscriptFormat? Format(string name, List<string> problems)
    {
        var format = TranscriptFormat.All.FirstOrDefault(f => f.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
        if (format is null) problems.Add($"--format: there is no '{name}'. There are {string.Join(", ", TranscriptFormat.All.Select(f => f.Name))}.");
        return format;
    }
}
