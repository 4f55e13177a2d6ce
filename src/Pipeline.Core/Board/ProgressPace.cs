namespace Pipeline.Core.Board;

/// <summary>How long a page's progress waits for its next value before it is sent. The more pages show any, the longer: all of it together takes the
/// same share of the token's budget, however many videos there are.</summary>
/// <param name="Every">While they are few.</param>
public sealed record ProgressPace(TimeSpan Every)
{
    /// <summary>With the usual ten seconds, one call a second: less than half of what Notion allows.</summary>
    private const int Few = 10;

    /// <param name="pages">Pages that have progress to show.</param>
    public TimeSpan Of(int pages) => Every * Math.Max(1, (double)pages / Few);
}
