using System.Runtime.CompilerServices;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>Sound → pieces of speech → text. Where the container allows it, this begins with the first minutes that the download brings;
/// else, and with the same result, when the whole file is there.</summary>
public sealed class TranscribeStage(
    IAudioDecoder decoder, IMediaInspector inspector, SpeechPieces speech, Listening listening, IPieceStore pieces, TranscriptFiles files, IArtifactStore artifacts, StageSlots slots,
    DiskGuard disk, TimeProvider time) : IStage
{
    public JobStage Stage => JobStage.Transcribe;

    public async Task<StageOutcome> Run(JobContext job, CancellationToken ct)
    {
        disk.Require();
        await job.Begin(Stage, job.Channel.StatusWords.Transcribing, ct);
        await job.Early;
        var media = (await artifacts.List(job.Job.Id, ct)).OrderBy(a => a.Kind).First();
        var sound = SoundFile.Of(job, media);
        var pcm = SoundFile.Pcm(job, sound.Sha256);
        var probe = await inspector.Inspect(sound.Path, ct);
        await job.Remember(new JobFacts { SoundTracks = probe.Sounds.Count }, ct);
        // Where the container does not say how long it is, the site's word counts.
        if (probe.DurationSeconds is null) probe = probe with { DurationSeconds = job.Job.DurationSeconds };
        var (seconds, count) = await Listen(job, sound, probe, pcm, ct);
        if (count == 0 && await decoder.CancelsOut(sound.Path, probe, ct))
        {
            File.Delete(pcm);
            (seconds, _) = await Listen(job, sound, probe with { FirstChannelOnly = true }, pcm, ct);
        }

        // The sound is whole: where it is much shorter than the video, the picture goes on without it.
        if (media.Kind == ArtifactKind.Video && GrowingAudio.IsCutOff(seconds, job.Job.DurationSeconds)) seconds = job.Job.DurationSeconds!.Value;
        await job.Remember(new JobFacts { DurationSeconds = seconds }, ct);
        await files.Write(job, seconds, ct);
        File.Delete(pcm);
        return StageOutcome.Finished;
    }

    /// <summary>All of it. The samples' buffers go with the end of it, before the files need the room.</summary>
    /// <returns>Seconds of sound, and in how many pieces somebody speaks.</returns>
    private async Task<(double Seconds, int Pieces)> Listen(JobContext job, SoundFile sound, MediaProbe probe, string pcm, CancellationToken ct)
    {
        await using var decoding = new Decoding(pcm, token => Decode(job, sound, probe, pcm, token), time, ct);
        var count = await listening.To(job, speech.Of(job.Workspace, decoding.Audio, ct), decoding.Audio, ProcessingMode.Fallback, ct);
        JobContext.Fence(await pieces.Trim(job.Job.Id, job.Claim, count, ct));
        return (decoding.Audio.Seconds, count);
    }

    /// <summary>Follows the file that comes. What was heard counts as far as the sound is that of the finished file: each piece is bound to
    /// its own samples, and the samples as a whole are kept under the hash of the bytes that they were decoded from.</summary>
    public async Task Ahead(JobContext job, CancellationToken turn, CancellationToken ct)
    {
        using var file = await job.Incoming.Open(ct);
        if (file is null || !await StreamableContainer.Check(file, ct)) return;
        await job.BeginEarly(Stage, ct);
        var (pcm, hash) = (job.Workspace.File("incoming.pcm"), "");
        File.Delete(GrowingAudio.Part(pcm));
        await using var decoding = new Decoding(
            pcm, token => decoder.DecodeStream(async (tool, stop) => hash = await file.CopyTo(tool, stop), pcm, token), time, ct);
        try
        {
            await listening.To(job, OneSlotEach(job, speech.Of(job.Workspace, decoding.Audio, turn), turn), decoding.Audio, ProcessingMode.Streaming, ct);
        }
        catch (OperationCanceledException) when (turn.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // The stage itself goes on, with the samples that are there.
        }

        await decoding.Done;
        File.Move(pcm, SoundFile.Pcm(job, hash), overwrite: true);
    }

    /// <summary>A download may trickle for hours: a slot is held while a piece is listened to, not while the next one is waited for. When the
    /// whole file came before anything was listened to, nothing is: the stage's turn is near, and knows whether these bytes were heard before.</summary>
    private async IAsyncEnumerable<SpokenPiece> OneSlotEach(JobContext job, IAsyncEnumerable<SpokenPiece> stream, [EnumeratorCancellation] CancellationToken turn)
    {
        var first = true;
        await foreach (var piece in stream.WithCancellation(turn))
        {
            turn.ThrowIfCancellationRequested();
            if (first && job.Incoming.HasEnded) yield break;
            first = false;
            using var slot = await slots.Enter(job.Job.Id, Stage, () => Task.CompletedTask, turn);
            yield return piece;
        }
    }

    private async Task Decode(JobContext job, SoundFile sound, MediaProbe probe, string pcm, CancellationToken ct)
    {
        if (File.Exists(pcm) && !GrowingAudio.IsCutOff(new FileInfo(pcm).Length / (double)GrowingAudio.BytesPerSecond, probe.PromisedSeconds)) return;
        File.Delete(pcm);
        try
        {
            await job.Report(Stage, 0, "Decoding the sound", ct);
            await decoder.Decode(sound.Path, probe, pcm, new Progress<double>(), ct);
        }
        catch (JobFailureException e) when (e.Error.Code == "truncated-media")
        {
            // An index at the front promises what never came, so only decoding finds out. With the file gone the next attempt downloads.
            File.Delete(sound.Path);
            throw;
        }
    }
}
