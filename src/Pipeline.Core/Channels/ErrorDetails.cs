namespace Pipeline.Core.Channels;

/// <summary>Where the full technical text of an error goes; the column always gets the sentence for people.</summary>
public enum ErrorDetails
{
    /// <summary>Into a closed toggle on the page.</summary>
    Toggle,

    /// <summary>Into a comment on the page (needs the connection's comment capability).</summary>
    Comment,

    /// <summary>Nowhere but the log.</summary>
    None,
}
