namespace Pipeline.Sandbox.Notion;

/// <summary>One write of a select or status column, also when it wrote the word that was there already.</summary>
/// <param name="Word">The option's name; null when the column was cleared.</param>
/// <param name="At">The Sandbox's clock, not rounded to minutes.</param>
/// <param name="ByPerson">True when a test or the board wrote it, false when it came through the API.</param>
public sealed record StatusChange(string PageId, string Property, string? Word, DateTimeOffset At, bool ByPerson);
