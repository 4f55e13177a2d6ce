namespace Pipeline.Core.Board;

/// <summary>What became of a write.</summary>
public abstract record BoardOutcome
{
    public sealed record Sent : BoardOutcome;

    /// <summary>All but these values: each waits for a column or an option that a person must add or put right; the rest of the page goes on.</summary>
    /// <param name="Reasons">By logical key.</param>
    public sealed record Partly(IReadOnlyDictionary<string, string> Reasons) : BoardOutcome;

    /// <summary>A <see cref="BoardWrite.NewPage"/> exists now.</summary>
    /// <param name="Database">The database's title.</param>
    public sealed record Made(string PageId, string Database) : BoardOutcome;

    /// <summary>Not now (outage, rate limit, cut connection): again after <paramref name="RetryAfter"/> (null: own back-off).</summary>
    public sealed record Later(string Reason, TimeSpan? RetryAfter = null) : BoardOutcome;

    /// <summary>A person must repair something (column missing, token revoked, page not shared): asked again slowly.</summary>
    public sealed record Blocked(string Reason, BlockedScope Scope = BlockedScope.Page) : BoardOutcome;

    /// <summary>The page is in the trash: left alone, and asked again now and then, because it may be restored.</summary>
    public sealed record Gone(string Reason) : BoardOutcome;
}
