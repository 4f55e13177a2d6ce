namespace Pipeline.Core.Jobs;

/// <summary>Who asked for a video. Stored by name.</summary>
public enum JobOrigin
{
    /// <summary>A flow, over HTTP.</summary>
    Webhook,

    /// <summary>A row of the board: what it says right before the start counts.</summary>
    Row,

    /// <summary>The command line.</summary>
    Cli,
}
