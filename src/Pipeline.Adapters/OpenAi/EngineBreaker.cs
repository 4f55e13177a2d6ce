namespace Pipeline.Adapters.OpenAi;

/// <summary>Remembers whether a remote engine is worth asking: after some failures in a row it rests, then one piece tries it again.</summary>
public sealed class EngineBreaker(OpenAiOptions options, TimeProvider time)
{
    private readonly Lock gate = new();
    private int failures;
    private DateTimeOffset restUntil;

    public bool IsResting
    {
        get
        {
            lock (gate) return time.GetUtcNow() < restUntil;
        }
    }

    /// <summary>True: it was away until now.</summary>
    public bool Succeeded()
    {
        lock (gate)
        {
            var wasAway = failures >= options.FailuresBeforeFallback;
            (failures, restUntil) = (0, default);
            return wasAway;
        }
    }

    /// <param name="forCertain">It will fail again (a refused key): no second try is needed to know.</param>
    public void Failed(bool forCertain)
    {
        lock (gate)
        {
            failures = forCertain ? Math.Max(failures + 1, options.FailuresBeforeFallback) : failures + 1;
            if (failures >= options.FailuresBeforeFallback) restUntil = time.GetUtcNow().AddSeconds(options.FallbackSeconds);
        }
    }
}
