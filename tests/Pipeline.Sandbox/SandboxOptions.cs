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

    /// <summary>Where the media site keeps the files it serves.</summary>
    public string MediaDirectory { get; init; } = Path.Combine(Path.GetTempPath(), "pipeline-sandbox-media");

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
