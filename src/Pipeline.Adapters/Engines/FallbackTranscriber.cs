using Microsoft.Extensions.Logging;
using Pipeline.Adapters.OpenAi;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Engines;

/// <summary>Asks the remote engine, and the local one for pieces that the remote one does not answer and while it rests.</summary>
internal sealed class FallbackTranscriber(string engine, RemoteTranscriber remote, ITranscriber standIn, ILogger log) : ITranscriber
{
    /// <summary>Of the pair: which of the two answered is no reason to listen again.</summary>
    public string Fingerprint => $"{remote.Fingerprint};else={standIn.Fingerprint}";

    public string Name => remote.Name;

    public async Task<EngineAnswer> Transcribe(ReadOnlyMemory<byte> pcm, TranscriptionSettings settings, CancellationToken ct)
    {
        if (remote.Breaker.IsResting) return await standIn.Transcribe(pcm, settings, ct);
        try
        {
            var answer = await remote.Transcribe(pcm, settings, ct);
            if (remote.Breaker.Succeeded()) log.RemoteIsBack(engine);
            return answer;
        }
        catch (JobFailureException e) when (e.Error.Class is ErrorClass.Operator or ErrorClass.Transient)
        {
            remote.Breaker.Failed(forCertain: e.Error.Class == ErrorClass.Operator);
            if (e.Error.Class == ErrorClass.Operator) log.RemoteNeedsOperator(engine, e.Error.Sentence, e.Error.Detail);
            else log.RemoteAway(engine, e.Error.Sentence, e.Error.Detail);
            return await standIn.Transcribe(pcm, settings, ct);
        }
    }

    /// <summary>Only while the remote engine rests: it finds the language by itself.</summary>
    public Task<string?> DetectLanguage(ReadOnlyMemory<byte> pcm, CancellationToken ct) =>
        remote.Breaker.IsResting ? standIn.DetectLanguage(pcm, ct) : Task.FromResult<string?>(null);
}
