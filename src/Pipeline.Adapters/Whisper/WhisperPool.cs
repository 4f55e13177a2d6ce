using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Whisper;

/// <summary>The engines of this machine: as many at once as the plan says, each with the model that was asked for last. A request
/// waits here for a free one and not in a server, where a waiting request costs an encoder pass even when its client has gone
/// (whisper-engine.md §2).</summary>
internal sealed class WhisperPool(
    WhisperLauncher launcher, EngineBinaries binaries, WhisperOptions options, EnginePlan plan, TimeProvider time, ILogger<WhisperPool> log) : IAsyncDisposable, IDisposable
{
    private readonly SemaphoreSlim free = new(plan.Servers);
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, RequestTimeLimit> limits = new();

    // At rest, the one that was used last at the end; and at work.
    private readonly List<WhisperServer> resting = [];
    private readonly List<WhisperServer> working = [];
    private bool isDisposed;

    /// <summary>Process ids of the running servers.</summary>
    public IReadOnlyList<int> Pids
    {
        get
        {
            lock (gate) return [.. resting.Concat(working).Select(s => s.Pid).OfType<int>()];
        }
    }

    /// <summary>What a request to a model may take; from the speed that this machine has shown with it.</summary>
    public RequestTimeLimit LimitOf(LocalModel model) => limits.GetOrAdd(model.Sha256, _ => new RequestTimeLimit(options));

    /// <summary>Body of the answer. Cancelling kills the server at once; the next request starts another.</summary>
    /// <param name="limit">When it passes, the request counts as hung.</param>
    /// <exception cref="EngineLostException">Died or hung: ask again.</exception>
    public async Task<string> Ask(LocalModel model, Func<HttpContent> form, TimeSpan limit, CancellationToken ct)
    {
        await free.WaitAsync(ct);
        try
        {
            var server = await Take(model);
            try
            {
                return await server.Ask(form, limit, ct);
            }
            finally
            {
                lock (gate)
                {
                    working.Remove(server);
                    resting.Add(server);
                }
            }
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose()
    {
        foreach (var server in Everything()) server.Dispose();
        free.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Everything()) await server.DisposeAsync();
        free.Dispose();
    }

    /// <summary>One with this model; else a new one, in the place of the one that rested longest when all places are taken.</summary>
    private async Task<WhisperServer> Take(LocalModel model)
    {
        WhisperServer server;
        WhisperServer? old = null;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            server = resting.FindLast(s => s.Model.Sha256 == model.Sha256) ?? new WhisperServer(launcher, binaries, model, options, time, log);
            if (!resting.Remove(server) && resting.Count + working.Count >= plan.Servers)
            {
                old = resting[0];
                resting.RemoveAt(0);
            }

            working.Add(server);
        }

        // Before the new one starts: two large models at once may be more than the machine holds.
        if (old is not null) await old.DisposeAsync();
        return server;
    }

    private List<WhisperServer> Everything()
    {
        lock (gate)
        {
            isDisposed = true;
            return [.. resting, .. working];
        }
    }
}
