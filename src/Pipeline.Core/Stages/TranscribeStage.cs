using Microsoft.Extensions.Logging;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>Sound → pieces of speech → text. Listening begins with the first decoded minutes. Each finished piece is a row; after a
/// crash only missing pieces are listened to.</summary>
public sealed class TranscribeStage(
    IAudioDecoder decoder, SpeechPieces speech, ITranscribers engines, IPieceStore pieces, TranscriptFiles files, GrowingPage page, IArtifactStore artifacts, DiskGuard disk,
    TimeProvider time, ILogger<TranscribeStage> log) : IStage
{
    public JobStage Stage => JobStage.Transcribe;

    public async Task<StageOutcome> Run(JobContext job, CancellationToken ct)
    {
        disk.Require();
        await job.Begin(Stage, job.Channel.StatusWords.Transcribing, ct);
        var media = (await artifacts.List(job.Job.Id, ct)).OrderBy(a => a.Kind).First();
        // Named after its source: the sound of an earlier download is not this one's.
        var pcm = job.Workspace.File($"audio-{media.Sha256[..12]}.pcm");
        await using var decoding = new Decoding(pcm, token => Decode(job, media, pcm, token), time, ct);
        await Listen(job, decoding.Audio, ct);
        await files.Write(job, decoding.Audio.Seconds, ct);
        File.Delete(pcm);
        return StageOutcome.Finished;
    }

    private async Task Decode(JobContext job, Artifact media, string pcm, CancellationToken ct)
    {
        if (File.Exists(pcm)) return;
        var (path, expected) = (job.Workspace.File(media.Path), job.Job.DurationSeconds);
        try
        {
            await ProgressPump.Run<double, double>(
                (progress, token) => decoder.Decode(path, pcm, expected, progress, token),
                (seconds, token) => job.Report(Stage, 0, "Decoding the sound", token), ct);
        }
        catch (JobFailureException e) when (e.Error.Code == "truncated-media")
        {
            // An index at the front promises what never came, so only decoding finds out. With the file gone the next attempt downloads.
            File.Delete(path);
            throw;
        }
    }

    private async Task Listen(JobContext job, GrowingAudio audio, CancellationToken ct)
    {
        var wishes = ListeningWishes.Of(job.Job, job.Channel);
        var listener = new PieceListener(await engines.For(job.Channel, job.Job.Id, ct), wishes);
        var language = new SpokenLanguage(wishes.Language);
        var done = (await pieces.List(job.Job.Id, ct)).ToDictionary(p => p.Piece.Index);
        var count = 0;
        await foreach (var spoken in speech.Of(job.Workspace, audio, ct))
        {
            count++;
            var piece = spoken.Piece;
            var pcm = audio.Read(piece);
            var fingerprint = listener.Fingerprint(pcm);
            if (!done.TryGetValue(piece.Index, out var heard) || heard.Piece != piece || heard.Fingerprint != fingerprint)
            {
                await Report(job, piece, ct);
                Log.AsksEngine(log, piece.Index + 1, piece.Start, piece.Length);
                heard = await listener.Listen(spoken, pcm, fingerprint, language.Pinned, ct);
                JobContext.Fence(await pieces.Save(job.Job.Id, job.Claim, heard, ct));
                await page.Show(job, piece, ct);
            }

            language.Heard(heard);
        }

        JobContext.Fence(await pieces.Trim(job.Job.Id, job.Claim, count, ct));
        await job.Remember(new JobFacts { DurationSeconds = audio.Seconds }, ct);
    }

    private Task Report(JobContext job, Piece piece, CancellationToken ct)
    {
        var whole = job.Job.DurationSeconds;
        return job.Report(
            Stage, whole is > 0 ? 100 * piece.Start / whole.Value : 0,
            $"Transcribing, {Timestamps.Clock(piece.Start)}{(whole is { } length ? $" of {Timestamps.Clock(length)}" : "")}", ct);
    }
}
