namespace Pipeline.Core.Channels;

/// <summary>Which rows say "please process" to the poller.</summary>
public abstract record ChannelTrigger
{
    /// <summary>The status column holds this word.</summary>
    public sealed record Word(string StatusWord) : ChannelTrigger;

    /// <summary>The status column is empty and a link column is not.</summary>
    public sealed record EmptyStatus : ChannelTrigger;

    /// <summary>Somebody ticked this column.</summary>
    public sealed record Checkbox(string Column) : ChannelTrigger;

    /// <summary>For <see cref="ChannelAction.CreateNewPage"/>: the origin row has a link to a video, but none to a finished page yet.</summary>
    public sealed record EmptyPageLink : ChannelTrigger;
}
