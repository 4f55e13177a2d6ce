namespace Pipeline.Core.Jobs;

/// <summary>One line of a job's processing log.</summary>
public sealed record JobLogLine(DateTimeOffset At, string Line);
