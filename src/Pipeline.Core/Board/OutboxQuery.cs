namespace Pipeline.Core.Board;

/// <summary>What the sender can start now.</summary>
/// <param name="BusyPages">Pages with a write under way: one at a time each.</param>
/// <param name="ClosedChannels">Channels that wait for a person.</param>
/// <param name="UrgentOnly">Only status words and errors: enough else is under way.</param>
/// <param name="GrowthFirst">Growing transcripts before progress, for once: whatever there is of the one must not starve the other.</param>
/// <param name="Pace">Progress values younger than this may still be replaced by the next one and are left for now.</param>
public sealed record OutboxQuery(
    DateTimeOffset Now, IReadOnlyCollection<string> BusyPages, IReadOnlyCollection<string> ClosedChannels, bool UrgentOnly, bool GrowthFirst, ProgressPace Pace)
{
    /// <summary>Everything that is due.</summary>
    public static OutboxQuery All(DateTimeOffset now) => new(now, [], [], UrgentOnly: false, GrowthFirst: false, new ProgressPace(TimeSpan.Zero));
}
