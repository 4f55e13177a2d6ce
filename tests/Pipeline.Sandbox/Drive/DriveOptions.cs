namespace Pipeline.Sandbox.Drive;

/// <summary>How the Sandbox's Google Drive behaves. Time limits are Google's own unless a test says otherwise.</summary>
public sealed class DriveOptions
{
    /// <summary>Clock for created times, access tokens and upload sessions.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Life of a resumable session: one week (Google's guide "Upload file data").</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Life of an access token.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Folder that holds the bytes of uploaded files; null makes one under the temporary folder, removed on dispose.</summary>
    public string? SpoolDirectory { get; set; }
}
