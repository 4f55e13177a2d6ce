using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pipeline.Adapters.Processes;

namespace Pipeline.Adapters.Whisper;

/// <summary>Chooses between the builds of the server that Whisper:ServerPath names: the fastest one that works on this processor,
/// measured once per model.</summary>
internal sealed class EngineBinaries(WhisperOptions options, EngineProbe probe, BinaryMemory memory, ILogger<EngineBinaries> log) : IDisposable
{
    private readonly ConcurrentDictionary<string, bool> unfit = new();
    private readonly ConcurrentDictionary<string, string> chosen = new();
    private readonly SemaphoreSlim measuring = new(1);

    /// <summary>Path of the build to start for a model; a name that is not there is returned as it is, so that its start says so.</summary>
    public async Task<string> For(LocalModel model, CancellationToken ct)
    {
        if (Fit() is not { Count: > 1 } fit) return Fit().FirstOrDefault() ?? options.ServerPaths[^1];
        if (Chosen(model, fit) is { } known) return known;
        await measuring.WaitAsync(ct);
        try
        {
            return chosen[model.Sha256] = Chosen(model, fit) ?? memory.Recall(model, fit) ?? await Fastest(model, fit, ct);
        }
        finally
        {
            measuring.Release();
        }
    }

    /// <summary>Never starts this build again. True: there is another one.</summary>
    public bool Reject(string binary)
    {
        unfit[binary] = true;
        memory.Forget(binary);
        return Fit().Count > 0;
    }

    /// <summary>Not this build any more, if there is another one: it dies again and again.</summary>
    public void Avoid(string binary)
    {
        if (Fit().Count < 2) return;
        log.BuildUnfit(binary, "it dies again and again");
        Reject(binary);
    }

    public void Dispose() => measuring.Dispose();

    private List<string> Fit() => [.. options.ServerPaths.Select(ToolPath.Find).OfType<string>().Where(path => !unfit.ContainsKey(path))];

    private string? Chosen(LocalModel model, List<string> fit) => chosen.TryGetValue(model.Sha256, out var path) && fit.Contains(path) ? path : null;

    private async Task<string> Fastest(LocalModel model, List<string> fit, CancellationToken ct)
    {
        var times = new Dictionary<string, TimeSpan>();
        foreach (var binary in fit)
        {
            try
            {
                times[binary] = await probe.Measure(binary, model, ct);
                log.BuildMeasured(binary, model.Name, times[binary]);
            }
            catch (Exception e) when (e is WrongBinaryException or EngineLostException)
            {
                log.BuildUnfit(binary, e.Message);
            }
        }

        // None works: the last one, which is the plainest, is started and says why.
        if (times.Count == 0) return fit[^1];
        var best = times.MinBy(t => t.Value).Key;
        memory.Remember(model, fit, best);
        return best;
    }
}
