using Microsoft.Extensions.Logging;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>Has pieces listened to, one after the other. Each finished piece is a row; one that is a row already is not listened to again.</summary>
public sealed class Listening(ITranscribers engines, ISpeechDetector detector, IPieceStore pieces, ILogger<Listening> log)
{
    /// <summary>How many pieces there were.</summary>
    /// <param name="audio">What the pieces were cut from.</param>
    public async Task<int> To(JobContext job, IAsyncEnumerable<SpokenPiece> stream, GrowingAudio audio, ProcessingMode mode, CancellationToken ct)
    {
        var wishes = ListeningWishes.Of(job.Job, job.Channel);
        var listener = new PieceListener(await engines.For(job.Channel, job.Job.Id, ct), detector, wishes);
        if (mode == ProcessingMode.Fallback) await Reuse(job, listener, ct);
        var (language, page) = (new SpokenLanguage(wishes.Language), new GrowingPage());
        var done = (await pieces.ListWordless(job.Job.Id, ct)).ToDictionary(p => p.Piece.Index);
        var (count, samples) = (0, new SampleBuffer());
        await foreach (var spoken in stream)
        {
            count++;
            var pcm = audio.Read(spoken.Piece, samples);
            var fingerprint = listener.Fingerprint(pcm.Span);
            // Nothing asks for it again: hours of words need not be held.
            var isThere = done.Remove(spoken.Piece.Index, out var before);
            if (before?.Piece == spoken.Piece && before.Fingerprint == fingerprint)
            {
                language.Heard(before);
                page.Heard(job, before);
                continue;
            }

            await Report(job, spoken.Piece, ct);
            Log.AsksEngine(log, spoken.Piece.Index + 1, spoken.Piece.Start, spoken.Piece.Length);
            var heard = await listener.Listen(spoken, pcm, fingerprint, language.Pinned, ct);
            JobContext.Fence(await pieces.Save(job.Job.Id, job.Claim, heard, ct));
            language.Heard(heard);
            page.Heard(job, heard);
            await page.Show(job, ct);
            // The first piece says how it came about, unless what was there turned out not to be of this sound.
            if (isThere || job.Job.ProcessingMode is null) await job.Remember(new JobFacts { ProcessingMode = mode }, ct);
        }

        return count;
    }

    /// <summary>The same file may have come before, by another link or row. Each piece taken over must still prove to be of this sound.</summary>
    private async Task Reuse(JobContext job, PieceListener listener, CancellationToken ct)
    {
        if (job.Job.MediaSha256 is not { } media) return;
        var adopted = await pieces.Adopt(job.Job.Id, job.Claim, media, listener.Settings, ct) ?? throw new ClaimLostException();
        if (adopted.Count == 0) return;
        await job.Log($"The same recording was transcribed before, in task {adopted.From}: its text is used again ({adopted.Count} pieces).", ct);
        await job.Remember(new JobFacts { ProcessingMode = ProcessingMode.Reused }, ct);
    }

    private static Task Report(JobContext job, Piece piece, CancellationToken ct)
    {
        var whole = job.Job.DurationSeconds;
        return job.Report(
            JobStage.Transcribe, whole is > 0 ? 100 * piece.Start / whole.Value : 0,
            $"Transcribing, {Timestamps.Clock(piece.Start)}{(whole is { } length ? $" of {Timestamps.Clock(length)}" : "")}", ct);
    }
}
