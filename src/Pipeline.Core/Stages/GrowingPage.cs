using Pipeline.Core.Channels;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>Lets the page fill while the engine listens. What it puts into the outbox goes out when nothing more urgent does, so the more
/// videos there are, the larger the steps in which their pages grow.</summary>
public sealed class GrowingPage(IPieceStore pieces)
{
    /// <summary>To be called after each saved piece. Pieces behind a gap wait for what is missing before them.</summary>
    public async Task Show(JobContext job, CancellationToken ct)
    {
        if (job.Job.NotionPageId is not { } page || job.Channel.Action != ChannelAction.UpdateOrigin) return;
        TranscribedPiece[] done = [.. (await pieces.List(job.Job.Id, ct)).OrderBy(p => p.Piece.Index).TakeWhile((p, n) => p.Piece.Index == n)];
        var transcript = TranscriptAssembler.Assemble(job.Job.Title ?? "", job.Job.DurationSeconds ?? 0, done);
        if (PageTranscript.Growing(page, job.Job, job.Channel, transcript) is { } write) await job.Show([write], ct);
    }
}
