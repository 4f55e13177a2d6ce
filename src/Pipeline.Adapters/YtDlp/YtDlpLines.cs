using System.Text.Json;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.YtDlp;

/// <summary>Reads the lines that our templates make yt-dlp print: <c>P {…}</c> (progress) and <c>F "…"</c> (the finished file).
/// Everything else on standard output is not ours.</summary>
public sealed class YtDlpLines
{
    private long _finishedFiles;

    /// <summary>Path of the finished file; null as long as there is none.</summary>
    public string? FilePath { get; private set; }

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
        var p = document.RootElement;
        if (p.ValueKind != JsonValueKind.Object) return null;
        var total = Number(p, "total_bytes") ?? Number(p, "total_bytes_estimate");
        var isFinished = p.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String && status.ValueEquals("finished");
        var bytes = Number(p, "downloaded_bytes") ?? (isFinished ? total : null);
        if (bytes is null) return null;
        var progress = new DownloadProgress(_finishedFiles + (long)bytes, _finishedFiles + (long?)total, Number(p, "speed"));
        if (isFinished) _finishedFiles = progress.Bytes;
        return progress;
    }

    // "NA" (a string) in 2023.03, null or absent in 2026.
    private static double? Number(JsonElement e, string name) =>
        e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Number && v.TryGetDouble(out var n) && n >= 0 ? n : null;
}
