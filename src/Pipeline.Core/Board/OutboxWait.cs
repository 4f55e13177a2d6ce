namespace Pipeline.Core.Board;

/// <summary>What a job still has in the outbox. Writes that wait for a person alone, or for a page in the trash, are not counted: nobody
/// shall wait for those.</summary>
/// <param name="Reason">Why the page's first write waits; null: it is on its way.</param>
/// <param name="Lasting">It waits for a person, or has failed several times: no use in standing by.</param>
public sealed record OutboxWait(int Count, string? Reason, bool Lasting);
