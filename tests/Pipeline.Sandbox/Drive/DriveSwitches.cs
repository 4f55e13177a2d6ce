namespace Pipeline.Sandbox.Drive;

/// <summary>Misbehaviour that a test or a person turns on while the Sandbox runs (also: /_admin/drive/switches).</summary>
public sealed class DriveSwitches
{
    /// <summary>Bytes a second at which one upload request is read; 0 = as fast as they come.</summary>
    public long UploadBytesPerSecond { get; set; }

    /// <summary>Bytes of one chunk that are kept, rounded down to 256 KiB, however many were sent; 0 = all.</summary>
    public long AcceptAtMostPerChunk { get; set; }

    /// <summary>The token endpoint answers <c>invalid_grant</c>, as after a revoked consent or a deleted service account.</summary>
    public bool InvalidGrant { get; set; }
}
