using System.Text.Json;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.YtDlp;

/// <summary>Reads the lines that our templates make yt-dlp print: <c>P [{…},{…}]</c> (progress, and of which kind of file) and <c>F "…"</c> (the finished file).
/// Everything else on standard output is not ours.</summary>
public sealed class YtDlpLines
{
    private long _finishedFiles;
    private IncomingSound? _sound;

    /// <summary>Path of the finished file; null as long as there is none.</summary>
    public string? FilePath { get; private set; }

    /// <summary>The file that holds the sound; null where none could be followed.</summary>
    public string? SoundPath => _sound?.Path;

    /// <summary>The progress told in this line, over all files of the download (video and sound come one after the other); null for other lines.</summary>
    public DownloadProgress? Take(string line)
    {
        try
        {
            if (line.StartsWith("F ", StringComparison.Ordinal)) FilePath = JsonSerializer.Deserialize<string>(line.AsSpan(2));
            return line.StartsWith("P ", StringComparison.Ordinal) ? Progress(line.AsMemory(2)) : null;
        }
        catch (JsonException)
        {
            // Another version, another notation of "not available": a progress line less is no loss, a missing F line is found later.
            return null;
        }
    }

    private DownloadProgress? Progress(ReadOnlyMemory<char> json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement is not { ValueKind: JsonValueKind.Array } both || both.GetArrayLength() != 2 || both[0].ValueKind != JsonValueKind.Object) return null;
        var p = both[0];
        var total = Number(p, "total_bytes") ?? Number(p, "total_bytes_estimate");
        var isFinished = Text(p, "status") == "finished";
        var bytes = Number(p, "downloaded_bytes") ?? (isFinished ? total : null);
        if (bytes is null) return null;
        if (IsOneFile(p) && Text(both[1], "acodec") != "none" && _sound?.IsWhole != true) _sound = Sound(p, isFinished) ?? _sound;
        var progress = new DownloadProgress(_finishedFiles + (long)bytes, _finishedFiles + (long?)total, Number(p, "speed")) { Sound = _sound };
        if (isFinished) _finishedFiles = progress.Bytes;
        return progress;
    }

    /// <summary>Fragments are joined, and mended, only in the end.</summary>
    private static bool IsOneFile(JsonElement p) => Number(p, "fragment_count") is null && Number(p, "fragment_index") is null;

    private static IncomingSound? Sound(JsonElement p, bool isFinished) =>
        Text(p, isFinished ? "filename" : "tmpfilename") is { } path && Path.IsPathFullyQualified(path) ? new IncomingSound(path, isFinished) : null;

    private static string? Text(JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null;

    // "NA" (a string) in 2023.03, null or absent in 2026.
    private static double? Number(JsonElement e, string name) =>
        e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Number && v.TryGetDouble(out var n) && n >= 0 ? n : null;
}
