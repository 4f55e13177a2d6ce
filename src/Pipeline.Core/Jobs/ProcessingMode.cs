namespace Pipeline.Core.Jobs;

/// <summary>How the transcript came about.</summary>
public enum ProcessingMode
{
    /// <summary>Transcription began while the download still ran.</summary>
    Streaming,

    /// <summary>Transcription began when the whole file was there.</summary>
    Fallback,

    /// <summary>The same recording had been transcribed before with the same settings.</summary>
    Reused,
}
