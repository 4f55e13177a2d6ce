namespace Pipeline.Adapters.Drive;

/// <summary>What an upload session says.</summary>
internal abstract record SessionAnswer
{
    /// <summary>It holds the first <paramref name="Bytes"/> bytes; trusted, whatever was sent.</summary>
    internal sealed record Stored(long Bytes) : SessionAnswer;

    /// <summary>Complete. <paramref name="File"/> null: the answer's body was unreadable.</summary>
    internal sealed record Done(DriveFile? File) : SessionAnswer;

    /// <summary>Expired (after a week), unknown, or of no use: another session is needed.</summary>
    internal sealed record Gone(string Why) : SessionAnswer;

    internal sealed record Failed(DriveFault Fault) : SessionAnswer;
}
