using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Transcripts;

/// <summary>Chooses who listens.</summary>
public interface ITranscribers
{
    /// <summary>The engine and model of a channel (<see cref="Channel.Engine"/>, <see cref="Channel.Model"/>), ready to be asked.
    /// Cheap enough to be called once per run of a stage; an engine's process starts at its first request.</summary>
    /// <param name="job">On whose account it listens; null: nobody's.</param>
    /// <exception cref="JobFailureException">Operator <c>engine</c>: no engine of that name; <c>model</c>: the model cannot be had.</exception>
    Task<ITranscriber> For(Channel channel, JobId? job, CancellationToken ct);
}
