namespace Pipeline.Sandbox.Drive;

/// <summary>The OAuth scopes that open Drive here.</summary>
public static class DriveScope
{
    public const string Full = "https://www.googleapis.com/auth/drive";
    public const string File = "https://www.googleapis.com/auth/drive.file";
    public const string ReadOnly = "https://www.googleapis.com/auth/drive.readonly";
}
