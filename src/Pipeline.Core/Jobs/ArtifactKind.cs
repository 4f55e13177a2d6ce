namespace Pipeline.Core.Jobs;

/// <summary>The files that a job makes.</summary>
public enum ArtifactKind
{
    Video,
    Audio,
    Txt,
    Srt,
    Vtt,
    Json,
    Md,
}
