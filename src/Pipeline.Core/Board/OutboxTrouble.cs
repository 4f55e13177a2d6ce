namespace Pipeline.Core.Board;

/// <summary>Writes of one channel that wait for the same reason.</summary>
/// <param name="Pages">How many pages are concerned.</param>
/// <param name="Since">Age of the oldest of these writes.</param>
public sealed record OutboxTrouble(string Channel, OutboxHold Hold, string Reason, int Pages, DateTimeOffset Since);
