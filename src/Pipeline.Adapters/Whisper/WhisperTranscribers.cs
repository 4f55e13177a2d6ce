using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Whisper;

/// <summary>This machine's engine, for every channel.</summary>
internal sealed class WhisperTranscribers(ITranscriber engine) : ITranscribers
{
    public Task<ITranscriber> For(Channel channel, JobId? job, CancellationToken ct) => Task.FromResult(engine);
}
