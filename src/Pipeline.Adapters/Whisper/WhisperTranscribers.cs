using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Whisper;

/// <summary>This machine's engine, with the model of the channel.</summary>
internal sealed class WhisperTranscribers(WhisperEngine engine) : ITranscribers
{
    public Task<ITranscriber> For(Channel channel, JobId? job, CancellationToken ct) => engine.With(channel.Model, ct);
}
