namespace Pipeline.Core.Jobs;

/// <summary>The four stages, in the order in which a job goes through them.</summary>
public enum JobStage
{
    Download,
    Transcribe,
    Upload,
    Publish,
}
