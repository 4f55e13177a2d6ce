namespace Pipeline.Sandbox;

/// <summary>How one Sandbox is started. Every value has a default that suits a test.</summary>
public sealed class SandboxOptions
{
    /// <summary>TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>True: start with the database "Videos" and its three rows (<see cref="Notion.NotionSeed"/>).</summary>
    public bool Seed { get; init; }

    /// <summary>The only bearer token which the Notion side accepts; any other answers 401.</summary>
    public string NotionToken { get; init; } = "ntn_sandbox";

    /// <summary>Where the media site keeps what ffmpeg made; shared by all Sandboxes of this user.</summary>
    public string MediaDirectory { get; init; } = new Media.MediaOptions().CacheDirectory;

    /// <summary>File into which the program writes its address once it listens; null: none.</summary>
    public string? AddressFile { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
