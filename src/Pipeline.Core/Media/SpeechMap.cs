using System.Text.Json;

namespace Pipeline.Core.Media;

/// <summary>Where somebody speaks in a job's recording, computed once and kept in its folder, so that the pieces are cut the
/// same way after a crash.</summary>
public sealed class SpeechMap(ISpeechDetector detector)
{
    public async Task<IReadOnlyList<SpeechSpan>> Of(Workspace workspace, string wavPath, CancellationToken ct)
    {
        var path = workspace.File("speech.json");
        if (File.Exists(path)) return JsonSerializer.Deserialize<SpeechSpan[]>(await File.ReadAllTextAsync(path, ct)) ?? [];
        var spans = await detector.Detect(wavPath, ct);
        await workspace.Write("speech.json", JsonSerializer.Serialize(spans), ct);
        return spans;
    }
}
