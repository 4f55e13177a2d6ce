namespace Pipeline.Sandbox.Faults;

/// <summary>Which requests are disturbed, how, and how often. Also the JSON shape of POST /_admin/faults.</summary>
public sealed record FaultRule
{
    /// <summary>HTTP method; null catches all.</summary>
    public string? Method { get; init; }

    /// <summary>Regular expression, searched in path and query.</summary>
    public required string PathPattern { get; init; }

    /// <summary>Regular expression, searched in the first 64 KB of the body; null does not look at it.</summary>
    public string? BodyPattern { get; init; }

    public required FaultKind Kind { get; init; }

    /// <summary>HTTP status for the two Status kinds.</summary>
    public int StatusCode { get; init; } = 503;

    /// <summary>Body of the answer; null gives what the imitated service sends with that status (HTML for a 502).</summary>
    public string? Body { get; init; }

    /// <summary>Value of Retry-After, seconds; null sends none.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>How long Delay and the Hold kinds wait, seconds; null holds until released.</summary>
    public double? Seconds { get; init; }

    /// <summary>How many matching requests are disturbed; null is for ever.</summary>
    public int? Times { get; init; }

    /// <summary>How many matching requests pass before the first one is disturbed.</summary>
    public int Skip { get; init; }
}
