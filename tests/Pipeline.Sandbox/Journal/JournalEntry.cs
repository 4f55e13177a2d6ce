namespace Pipeline.Sandbox.Journal;

/// <summary>One request as it came in. The Authorization header is never kept.</summary>
public sealed class JournalEntry
{
    public required DateTimeOffset Time { get; init; }

    public required string Method { get; init; }

    /// <summary>Path and query exactly as they were sent, still percent-encoded.</summary>
    public required string Target { get; init; }

    /// <summary>0: not answered (yet), or the connection was cut instead.</summary>
    public int Status { get; internal set; }

    /// <summary>Text of the request body as far as it was read, at most its first 64 KB; empty for binary bodies and for credentials.</summary>
    public string Body { get; internal set; } = "";

    /// <summary>The fault that this request met, if any.</summary>
    public string? Fault { get; internal set; }

    internal bool Cut { get; set; }
}
