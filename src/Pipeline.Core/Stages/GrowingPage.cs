using Pipeline.Core.Board;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>Lets the page fill while the engine listens. What it puts into the outbox goes out when nothing more urgent does, so the more
/// videos there are, the larger the steps in which their pages grow.</summary>
internal sealed class GrowingPage
{
    private readonly List<TranscribedPiece> heard = [];

    /// <summary>To be called with each piece, in order. Its words are not kept: a page has none, and hours of talk have tens of thousands.</summary>
    public void Heard(TranscribedPiece piece) => heard.Add(piece with { Segments = [.. piece.Segments.Select(s => s with { Words = [] })] });

    /// <summary>Puts what was heard so far onto the page.</summary>
    public async Task Show(JobContext job, CancellationToken ct)
    {
        if (BoardTarget.Steps(job.Job, job.Channel) is not { } page) return;
        var transcript = TranscriptAssembler.Assemble(job.Job.Title ?? "", job.Job.DurationSeconds ?? 0, heard);
        var fields = LiveFields.Write(job.Job, job.Channel, LiveFields.Heard(transcript.Language, transcript.Confidence));
        await job.Show(PageTranscript.Growing(page, job.Job, job.Channel, transcript) is { } write ? [write, .. fields] : fields, ct);
    }
}
