namespace Pipeline.Core.Board;

/// <summary>How much waits for the person.</summary>
public enum BlockedScope
{
    /// <summary>This write alone (an option that does not exist, a page that takes no more blocks); what follows goes out.</summary>
    Write,

    /// <summary>Everything for this page.</summary>
    Page,

    /// <summary>Everything of the channel (token, database): one page asks for all of them.</summary>
    Channel,
}
