using FsCheck;
using FsCheck.Fluent;
using Pipeline.Core.Media;
using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Transcripts;

/// <summary>Whatever an engine answers and a detector hears, from the answer to the joined transcript.</summary>
public sealed class ListeningPropertyTests
{
    private const double PieceSeconds = 20;

    [Fact]
    public void No_word_is_lost_and_none_is_added_where_the_first_answer_was_not_doubted() => Prop.ForAll(Recordings(), recording =>
    {
        foreach (var (told, i) in recording.Select((told, i) => (told, i)))
        {
            var (heard, asked) = Listen(told, i);
            if (asked == 1) Assert.Equal(told.Words.Select(w => w.Text), heard.Segments.SelectMany(s => s.Words).Select(w => w.Text));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Joining_the_pieces_leaves_no_word_out_and_none_twice() => Prop.ForAll(Recordings(), recording =>
        Assert.Equal(
            Pieces(recording).SelectMany(p => p.Segments).SelectMany(s => s.Words).Select(w => w.Text),
            Heard(recording).Segments.SelectMany(s => s.Words).Select(w => w.Text))).QuickCheckThrowOnFailure();

    [Fact]
    public void Times_never_run_backwards_and_stay_inside_the_recording() => Prop.ForAll(Recordings(), recording =>
    {
        var transcript = Heard(recording);
        var times = transcript.Segments.SelectMany(s => s.Words).SelectMany(w => new[] { w.Start, w.End }).ToArray();
        Assert.Equal(times.Order(), times);
        Assert.All(times, t => Assert.InRange(t, 0, recording.Length * PieceSeconds));
        Assert.All(transcript.Segments, s => Assert.True(s.Start <= s.Words[0].Start && s.Words[^1].End <= s.End));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_recording_gives_the_same_transcript_in_any_order_of_its_pieces() => Prop.ForAll(Recordings(), recording =>
    {
        var pieces = Pieces(recording);
        var (one, other) = (TranscriptAssembler.Assemble("", 0, pieces), TranscriptAssembler.Assemble("", 0, [.. pieces.Reverse()]));
        Assert.Equal(one.Segments.Select(s => (s.Start, s.End, s.Text, s.Doubt)), other.Segments.Select(s => (s.Start, s.End, s.Text, s.Doubt)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_shown_while_it_is_heard_is_what_the_whole_transcript_says() => Prop.ForAll(Recordings(), recording =>
    {
        var growing = new GrowingTranscript();
        TranscribedPiece[] pieces = [.. Pieces(recording).Select((p, i) => p with { Language = i % 3 == 2 ? "de" : "en" })];
        var whole = TranscriptAssembler.Assemble("", 0, pieces);
        var shown = pieces.SelectMany(growing.Add).Select(p => (p.Start, p.MarkedText)).ToArray();
        Assert.Equal(Passages.Of(whole).SkipLast(1).Select(p => (p.Start, p.MarkedText)), shown);
        Assert.Equal((whole.Language, whole.Confidence), (growing.Language, growing.Confidence));
    }).QuickCheckThrowOnFailure();

    private static Transcript Heard(Told[] recording) => TranscriptAssembler.Assemble("", recording.Length * PieceSeconds, Pieces(recording));

    private static TranscribedPiece[] Pieces(Told[] recording) => [.. recording.Select((told, i) => Listen(told, i).Heard)];

    /// <summary>The engine says the same of a half as of the whole.</summary>
    private static (TranscribedPiece Heard, int Asked) Listen(Told told, int index)
    {
        var engine = new ToldEngine((_, _) => told.Segments);
        var start = index * PieceSeconds;
        var piece = new SpokenPiece(new Piece(index, start, start + PieceSeconds), [.. told.Speech.Select(s => new SpeechSpan(s.Start + start, s.End + start))]);
        var heard = new PieceListener(engine, new ToldDetector(), new ListeningWishes("en", [], false)).Listen(piece, new byte[(int)PieceSeconds * 32_000], "f", null, default);
        return (heard.GetAwaiter().GetResult(), engine.Asked.Count);
    }

    private static Arbitrary<Told[]> Recordings() => Piece().ArrayOf().Resize(6).ToArbitrary();

    /// <summary>Word times as engines give them: in order or not, far beyond the sound or not at all apart.</summary>
    private static Gen<Told> Piece() =>
        from name in Gen.Choose(0, 999_999)
        from words in Gen.Choose(-50, 2500).Zip(Gen.Choose(0, 300)).ArrayOf()
        from speech in Gen.Choose(1, 400).Zip(Gen.Choose(1, 400)).ArrayOf()
        select new Told(
            [.. words.Select((w, i) => new Word($"{name}-{i}", w.Item1 / 100.0, (w.Item1 + w.Item2) / 100.0, 0.9))],
            Lay(speech));

    private static SpeechSpan[] Lay((int Gap, int Length)[] spans)
    {
        var (clock, laid) = (0, new List<SpeechSpan>());
        foreach (var (gap, length) in spans)
        {
            laid.Add(new SpeechSpan((clock + gap) / 100.0, (clock + gap + length) / 100.0));
            clock += gap + length;
        }

        return [.. laid.Where(s => s.End <= PieceSeconds)];
    }

    private sealed record Told(Word[] Words, SpeechSpan[] Speech)
    {
        /// <summary>Three words each.</summary>
        public Segment[] Segments =>
            [.. Words.Chunk(3).Select(w => new Segment(w[0].Start, w[^1].End, string.Join(' ', w.Select(x => x.Text)), w))];
    }
}
