using Pipeline.Core.Board;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>Lets the page fill while the engine listens. What it puts into the outbox goes out when nothing more urgent does, so the more
/// videos there are, the larger the steps in which their pages grow.</summary>
internal sealed class GrowingPage
{
    /// <summary>What is put into the outbox is the whole text so far. It grows by a sixteenth before it is put there again: after each piece, that
    /// would be hundreds of megabytes for four hours of talk, and Notion sees nothing of it.</summary>
    private const int Share = 16;

    private readonly List<TranscribedPiece> _heard = [];
    private int _shown;
    private int _paragraphs;

    /// <summary>To be called with each piece, in order. Its words are not kept: a page has none, and hours of talk have tens of thousands.</summary>
    public void Heard(TranscribedPiece piece) => _heard.Add(piece with { Segments = [.. piece.Segments.Select(s => s with { Words = [] })] });

    /// <summary>Puts what was heard so far onto the page, when it is enough more than the last time.</summary>
    public async Task Show(JobContext job, CancellationToken ct)
    {
        if (_heard.Count - _shown <= _shown / Share || BoardTarget.Steps(job.Job, job.Channel) is not { } page) return;
        _shown = _heard.Count;
        var transcript = TranscriptAssembler.Assemble(job.Job.Title ?? "", job.Job.DurationSeconds ?? 0, _heard);
        var fields = LiveFields.Write(job.Job, job.Channel, LiveFields.Heard(transcript.Language, transcript.Confidence));
        var write = PageTranscript.Growing(page, job.Job, job.Channel, transcript);
        var isMore = write is not null && write.Paragraphs.Count > _paragraphs;
        if (isMore) _paragraphs = write!.Paragraphs.Count;
        await job.Show(isMore ? [write!, .. fields] : fields, ct);
    }
}
