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

    private readonly GrowingTranscript _text = new();
    private readonly List<PageParagraph> _paragraphs = [];
    private int _pieces;
    private int _shownPieces;
    private int _shownParagraphs;

    /// <summary>To be called with each piece, in order. What of it is certain not to change while more is heard is put down as a paragraph at once.</summary>
    public void Heard(JobContext job, TranscribedPiece piece)
    {
        _pieces++;
        _paragraphs.AddRange(PageTranscript.Paragraphs(_text.Add(piece), job.Job));
    }

    /// <summary>Puts what was heard so far onto the page, when it is enough more than the last time.</summary>
    public async Task Show(JobContext job, CancellationToken ct)
    {
        if (_pieces - _shownPieces <= _shownPieces / Share || BoardTarget.Steps(job.Job, job.Channel) is not { } page) return;
        _shownPieces = _pieces;
        var fields = LiveFields.Write(job.Job, job.Channel, LiveFields.Heard(_text.Language, _text.Confidence));
        var isMore = _paragraphs.Count > _shownParagraphs;
        _shownParagraphs = _paragraphs.Count;
        await job.Show(isMore ? [PageTranscript.Growing(page, job.Channel, _paragraphs), .. fields] : fields, ct);
    }
}
