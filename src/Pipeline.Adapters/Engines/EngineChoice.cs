using Microsoft.Extensions.Logging;
using Pipeline.Adapters.OpenAi;
using Pipeline.Adapters.Whisper;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Engines;

/// <summary>This machine's engine, or the remote one that the channel names, with this machine's standing in where that is allowed.</summary>
internal sealed class EngineChoice(WhisperEngine local, OpenAiEngines remotes, ILogger<EngineChoice> log) : ITranscribers
{
    public async Task<ITranscriber> For(Channel channel, JobId? job, CancellationToken ct)
    {
        if (channel.IsLocal) return await local.With(channel.Model, ct);
        var name = channel.Engine!;
        var remote = remotes.For(name, channel, job);
        return remotes.Find(name)!.FallbackToLocal && await StandIn(name, ct) is { } standIn ? new FallbackTranscriber(name, remote, standIn, log) : remote;
    }

    /// <summary>With the model of the settings: the channel's name for one belongs to the remote engine. A machine without a model
    /// has no stand-in, and that must not stop a remote engine that works.</summary>
    private async Task<ITranscriber?> StandIn(string engine, CancellationToken ct)
    {
        try
        {
            return await local.With(null, ct);
        }
        catch (JobFailureException e)
        {
            log.NoStandIn(engine, e.Error.Sentence);
            return null;
        }
    }
}
