using System.Text.RegularExpressions;
using Pipeline.Core.Channels;
using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.OpenAi;

/// <summary>Section <c>OpenAi</c>: remote speech engines that speak OpenAI's protocol (OpenAI, Groq, speaches, vLLM, whisper-server).</summary>
public sealed partial class OpenAiOptions : ICheckedOptions
{
    /// <summary>By the name that a channel's <c>engine</c> gives; letters, digits and underscores, so that a key fits into an environment variable.</summary>
    public Dictionary<string, RemoteEngine> Engines { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Seconds until an answer must be whole, 10–3600.</summary>
    public int TimeoutSeconds { get; set; } = 300;

    /// <summary>How often a request is sent before it counts as failed, 1–10.</summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>Seconds that a request waits at most because an engine asks for patience (429), 0–600.</summary>
    public int PatienceSeconds { get; set; } = 30;

    /// <summary>Failed pieces in a row after which the local engine takes over for a while, 1–100.</summary>
    public int FailuresBeforeFallback { get; set; } = 2;

    /// <summary>Seconds until a remote engine that failed is tried again, 1–86400.</summary>
    public int FallbackSeconds { get; set; } = 300;

    public IEnumerable<string> Problems()
    {
        foreach (var (name, engine) in Engines)
        {
            if (!Name().IsMatch(name) || name == Channel.LocalEngine) yield return $"OpenAi:Engines:{name} has a name that cannot be used; take letters, digits and underscores, and not 'local'.";
            foreach (var problem in engine.Problems()) yield return $"OpenAi:Engines:{name}:{problem}";
        }

        if (TimeoutSeconds is < 10 or > 3600) yield return $"OpenAi:TimeoutSeconds is {TimeoutSeconds}; allowed is 10 to 3600.";
        if (MaxAttempts is < 1 or > 10) yield return $"OpenAi:MaxAttempts is {MaxAttempts}; allowed is 1 to 10.";
        if (PatienceSeconds is < 0 or > 600) yield return $"OpenAi:PatienceSeconds is {PatienceSeconds}; allowed is 0 to 600.";
        if (FailuresBeforeFallback is < 1 or > 100) yield return $"OpenAi:FailuresBeforeFallback is {FailuresBeforeFallback}; allowed is 1 to 100.";
        if (FallbackSeconds is < 1 or > 86_400) yield return $"OpenAi:FallbackSeconds is {FallbackSeconds}; allowed is 1 to 86400.";
    }

    [GeneratedRegex("^[A-Za-z0-9_]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
