namespace Pipeline.Core.Jobs;

/// <summary>Where one stage of a job stands.</summary>
public enum StageStatus
{
    Pending,
    Running,
    Completed,
    Failed,
}
