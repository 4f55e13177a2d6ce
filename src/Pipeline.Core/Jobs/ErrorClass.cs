namespace Pipeline.Core.Jobs;

/// <summary>Whose turn it is after a failure. It decides between waiting, trying again and asking a person.</summary>
public enum ErrorClass
{
    /// <summary>The thing is gone or unusable (404, removed, no audio track): repeating cannot help.</summary>
    Permanent,

    /// <summary>It exists, but not for us (members only, 401, not shared): a person must grant access.</summary>
    Access,

    /// <summary>The site has blocked this worker (429, "not a bot"): every job of that site waits.</summary>
    SiteBlocked,

    /// <summary>A premiere or a live event that has not ended: later.</summary>
    NotYet,

    /// <summary>This installation must be repaired (old yt-dlp, revoked token, missing tool).</summary>
    Operator,

    /// <summary>A passing fault of network or server: try again with growing pauses.</summary>
    Transient,

    /// <summary>This machine is out of something (disk full): intake stops and goes on by itself.</summary>
    Local,
}
