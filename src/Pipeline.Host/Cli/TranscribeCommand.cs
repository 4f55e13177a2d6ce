using System.CommandLine;
using Pipeline.Core.Channels;

namespace Pipeline.Host.Cli;

/// <summary><c>pipeline transcribe FILE|URL [-o DIR] [--format …] [--language …] [--embed]</c>: a transcript without Notion, Drive or queue.</summary>
internal static class TranscribeCommand
{
    public static Command Create(string[] settings)
    {
        // Several values of an option: commas, or the option again. Never one word behind another: they would swallow the file.
        var source = new Argument<string>("FILE|URL") { Description = "Video or sound file, or the link of a video." };
        var output = new Option<string>("--output", "-o") { Description = "Folder for the transcripts; - for standard output.", DefaultValueFactory = _ => "." };
        var format = new Option<string[]>("--format", "-f") { Description = "txt, srt, vtt, json, md, separated by commas; default: all of them." };
        var language = new Option<string?>("--language", "-l") { Description = "Two-letter code of what is spoken; default: found out." };
        var model = new Option<string?>("--model", "-m") { Description = "Speech model by name or path; default: the settings'." };
        var translate = new Option<bool>("--translate") { Description = "Write English, whatever is spoken." };
        var vocabulary = new Option<string[]>("--vocabulary") { Description = "Names and terms that occur, separated by commas." };
        var embed = new Option<bool>("--embed") { Description = "Also write the video with the subtitles as a track (NAME.subtitled.mp4)." };
        var command = new Command("transcribe", "Transcribe a file or a link, without Notion and without a worker.") { source, output, format, language, model, translate, vocabulary, embed };
        command.SetAction((parse, ct) => Run(
            parse.GetRequiredValue(source), parse.GetRequiredValue(output), Split(parse.GetValue(format)),
            new Channel
            {
                Name = "transcribe",
                Action = ChannelAction.UpdateOrigin,
                Language = parse.GetValue(language),
                Model = parse.GetValue(model),
                Translate = parse.GetValue(translate),
                Vocabulary = Split(parse.GetValue(vocabulary)),
                EmbedSubtitles = parse.GetValue(embed),
            }, settings, ct));
        return command;
    }

    private static async Task<int> Run(string source, string output, IReadOnlyList<string> formats, Channel speech, IReadOnlyList<string> overrides, CancellationToken ct)
    {
        var problems = new List<string>();
        var request = TranscribeRequest.Parse(source, output, formats, speech, problems);
        using var folder = problems.Count == 0 ? OutputFolder.Open(request, problems) : null;
        if (problems.Count > 0)
        {
            ErrorLines.Write(problems);
            return 2;
        }

        return await Transcription.Run(request, overrides, ct);
    }

    private static string[] Split(string[]? values) =>
        [.. (values ?? []).SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
