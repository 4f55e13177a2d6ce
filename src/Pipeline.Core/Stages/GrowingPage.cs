using Pipeline.Core.Board;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>Lets the page fill while the engine listens. What it puts into the outbox goes out when nothing more urgent does, so the more
/// videos there are, the larger the steps in which their pages grow.</summary>
public sealed class GrowingPage(IPieceStore pieces)
{
    /// <summary>To be called after each saved piece, in order.</summary>
    /// <param name="last">What is stored behind it may be from an earlier transcription and does not count.</param>
    public async Task Show(JobContext job, Piece last, CancellationToken ct)
    {
        if (BoardTarget.Steps(job.Job, job.Channel) is not { } page) return;
        TranscribedPiece[] done = [.. (await pieces.List(job.Job.Id, ct)).Where(p => p.Piece.Index <= last.Index)];
        var transcript = TranscriptAssembler.Assemble(job.Job.Title ?? "", job.Job.DurationSeconds ?? 0, done);
        var heard = LiveFields.Write(job.Job, job.Channel, LiveFields.Heard(transcript.Language, transcript.Confidence));
        await job.Show(PageTranscript.Growing(page, job.Job, job.Channel, transcript) is { } write ? [write, .. heard] : heard, ct);
    }
}
