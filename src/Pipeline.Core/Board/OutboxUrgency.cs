namespace Pipeline.Core.Board;

/// <summary>Who goes first. The order is that of the numbers.</summary>
public enum OutboxUrgency
{
    /// <summary>Status words and errors; the final word, too, once its transcript is there.</summary>
    Status,

    /// <summary>A whole transcript: its page's final word waits for it.</summary>
    WholeTranscript,

    /// <summary>All other columns while the job runs.</summary>
    Progress,

    /// <summary>A transcript that still grows.</summary>
    GrowingTranscript,
}
