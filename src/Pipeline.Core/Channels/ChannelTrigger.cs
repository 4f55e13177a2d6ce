namespace Pipeline.Core.Channels;

/// <summary>Which rows say "please process" to the poller.</summary>
/// <param name="StatusWord">The status column holds this word; null: the status column is empty and the link column is not.</param>
public sealed record ChannelTrigger(string? StatusWord);
