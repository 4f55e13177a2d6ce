using System.Security.Cryptography;
using System.Text.Json;

namespace Pipeline.Core.Media;

/// <summary>What the detector found, kept in the job's folder: eight hours take it minutes, and a run after a crash should not
/// wait for them again. An entry counts for exactly the samples that it was made from, whatever recording they are of.</summary>
internal sealed class SpeechLedger
{
    private const string FileName = "speech.jsonl";
    private readonly Dictionary<string, SpeechSpan[]> _known = [];
    private readonly string _path;

    private SpeechLedger(string path) => _path = path;

    public static async Task<SpeechLedger> Open(Workspace workspace, CancellationToken ct)
    {
        var ledger = new SpeechLedger(workspace.File(FileName));
        if (!File.Exists(ledger._path)) return ledger;
        await foreach (var line in File.ReadLinesAsync(ledger._path, ct)) ledger.Take(line);
        return ledger;
    }

    /// <summary>What is known of these samples, or what <paramref name="detect"/> finds.</summary>
    public async Task<IReadOnlyList<SpeechSpan>> Of(ReadOnlyMemory<byte> pcm, Func<Task<IReadOnlyList<SpeechSpan>>> detect, CancellationToken ct)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(pcm.Span));
        if (_known.TryGetValue(key, out var known)) return known;
        SpeechSpan[] spans = [.. await detect()];
        // A line begins with its line break: after a crash in mid-line the next entry still has a line of its own.
        await File.AppendAllTextAsync(_path, "\n" + JsonSerializer.Serialize(new Entry(key, spans)), ct);
        return _known[key] = spans;
    }

    private void Take(string line)
    {
        try
        {
            if (line.Length > 0 && JsonSerializer.Deserialize<Entry>(line) is { Sound: { } sound, Spans: { } spans }) _known[sound] = spans;
        }
        catch (JsonException)
        {
            // The process died in mid-line: that window is listened to once more.
        }
    }

    private sealed record Entry(string Sound, SpeechSpan[] Spans);
}
