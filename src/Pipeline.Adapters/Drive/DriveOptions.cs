using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.Drive;

/// <summary>Section <c>Drive</c>: which Google Drive, as whom, and how patiently.</summary>
public sealed class DriveOptions : ICheckedOptions
{
    /// <summary>Root of the Drive API; another one only for tests and the Sandbox.</summary>
    public string BaseAddress { get; set; } = "https://www.googleapis.com/";

    /// <summary>JSON file outside the program's folder: a service account's key, or <c>{"type":"authorized_user","client_id":…,
    /// "client_secret":…,"refresh_token":…}</c>. Empty: Drive is not used.</summary>
    public string CredentialsFile { get; set; } = "";

    /// <summary>Mail address that a service account acts for (domain-wide delegation). Empty: it acts as itself.</summary>
    public string ImpersonateUser { get; set; } = "";

    /// <summary>Folder for jobs whose channel names none; empty: My Drive's root.</summary>
    public string RootFolderId { get; set; } = "";

    /// <summary>MiB sent in one request, 1–64. At most this much is sent twice after a crash.</summary>
    public int ChunkMiB { get; set; } = 8;

    /// <summary>Seconds in which the next 64 KiB, or the answer, must pass; 5–600. Otherwise the request is broken off and repeated.</summary>
    public int StallSeconds { get; set; } = 60;

    /// <summary>Tries in a row without progress (of a chunk, or of one call) before the job waits for its next attempt; 1–20.</summary>
    public int MaxAttemptsPerChunk { get; set; } = 8;

    /// <summary>Upload sessions opened for one file in one attempt of the job (they expire, or the result is corrupt); 1–10.</summary>
    public int MaxSessionsPerFile { get; set; } = 3;

    /// <summary>Seconds of the first pause after a failure; each further one is twice as long, with jitter; 0.001–60.</summary>
    public double FirstPauseSeconds { get; set; } = 0.5;

    /// <summary>Longest pause in seconds; when Google asks for a longer one the job waits for its next attempt; 0.001–600.</summary>
    public double LongestPauseSeconds { get; set; } = 64;

    internal bool IsConfigured => CredentialsFile.Length > 0;

    internal string Root => RootFolderId.Length > 0 ? RootFolderId : "root";

    internal long ChunkBytes => ChunkMiB * 1024L * 1024;

    internal TimeSpan Stall => TimeSpan.FromSeconds(StallSeconds);

    public IEnumerable<string> Problems()
    {
        if (!Uri.TryCreate(BaseAddress, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || !BaseAddress.EndsWith('/'))
            yield return "Drive:BaseAddress must be an absolute http(s) address that ends with a slash.";
        if (ChunkMiB is < 1 or > 64) yield return "Drive:ChunkMiB must be between 1 and 64.";
        if (StallSeconds is < 5 or > 600) yield return "Drive:StallSeconds must be between 5 and 600.";
        if (MaxAttemptsPerChunk is < 1 or > 20) yield return "Drive:MaxAttemptsPerChunk must be between 1 and 20.";
        if (MaxSessionsPerFile is < 1 or > 10) yield return "Drive:MaxSessionsPerFile must be between 1 and 10.";
        if (FirstPauseSeconds is not (>= 0.001 and <= 60)) yield return "Drive:FirstPauseSeconds must be between 0.001 and 60.";
        if (LongestPauseSeconds is not (>= 0.001 and <= 600)) yield return "Drive:LongestPauseSeconds must be between 0.001 and 600.";
        if (LongestPauseSeconds < FirstPauseSeconds) yield return "Drive:LongestPauseSeconds must not be below Drive:FirstPauseSeconds.";
        if (ImpersonateUser.Length > 0 && !IsConfigured)
            yield return "Drive:ImpersonateUser needs Drive:CredentialsFile, the key of a service account.";
    }
}
