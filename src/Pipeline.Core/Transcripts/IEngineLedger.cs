using Pipeline.Core.Jobs;

namespace Pipeline.Core.Transcripts;

/// <summary>What remote engines were asked for, and what that costs. Not fenced: an answer is paid for, whoever lost its claim meanwhile.</summary>
public interface IEngineLedger
{
    Task Add(EngineUse use, CancellationToken ct);

    /// <summary>In the order of time.</summary>
    Task<IReadOnlyList<EngineUse>> Of(JobId job, CancellationToken ct);
}
