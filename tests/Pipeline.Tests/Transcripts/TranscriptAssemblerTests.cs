using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Transcripts;

public class TranscriptAssemblerTests
{
    [Fact]
    public void An_answer_is_moved_to_the_clock_of_the_recording_and_stays_inside_its_piece()
    {
        Segment[] answer = [new Segment(0.5, 99, " hello ", [new Word("hello", 0.5, 99, 1)]), new Segment(3, 4, "  ", [])];
        var segment = Assert.Single(TranscriptAssembler.Place(new Piece(2, 60, 70), answer));
        Assert.Equal((60.5, 70.0, "hello"), (segment.Start, segment.End, segment.Text));
        Assert.Equal((60.5, 70.0), (segment.Words[0].Start, segment.Words[0].End));
    }

    [Fact]
    public void Pieces_that_finished_in_any_order_are_joined_in_order_of_time()
    {
        var transcript = TranscriptAssembler.Assemble("T", 20, [At(1, 10, "second", "en"), At(0, 0, "first", "en")]);
        Assert.Equal("first second", transcript.PlainText);
        Assert.Equal([new Piece(0, 0, 10), new Piece(1, 10, 20)], transcript.Pieces);
    }

    [Fact]
    public void Times_never_run_backwards()
    {
        var late = new TranscribedPiece(new Piece(0, 0, 10), "f", "en", [new Segment(8, 12, "a", [new Word("a", 8, 12, 1)])]);
        var early = new TranscribedPiece(new Piece(1, 10, 20), "f", "en", [new Segment(11, 13, "b", [new Word("b", 11, 11.5, 1), new Word("c", 11.4, 13, 1)])]);
        var transcript = TranscriptAssembler.Assemble("T", 20, [late, early]);
        var times = transcript.Segments.SelectMany(s => s.Words).SelectMany(w => new[] { w.Start, w.End }).ToArray();
        Assert.Equal(times.Order(), times);
        Assert.Equal(12, transcript.Segments[1].Start);
    }

    [Fact]
    public void The_language_is_the_one_with_the_most_text_and_the_others_are_named()
    {
        var transcript = TranscriptAssembler.Assemble("T", 30, [At(0, 0, "hi", "en"), At(1, 10, "buenos dias a todos", "es")]);
        Assert.Equal("es", transcript.Language);
        Assert.Equal(["en"], transcript.OtherLanguages);
    }

    [Fact]
    public void Doubtful_segments_that_follow_each_other_for_one_reason_are_one_range()
    {
        Segment[] segments =
        [
            new(0, 1, "a", []), new(1, 2, "b", []) { Doubt = "repetition" }, new(2, 3, "c", []) { Doubt = "repetition" },
            new(3, 4, "d", []) { Doubt = "no-speech" }, new(4, 5, "e", []), new(5, 6, "f", []) { Doubt = "no-speech" },
        ];
        var transcript = TranscriptAssembler.Assemble("T", 10, [new TranscribedPiece(new Piece(0, 0, 10), "f", "en", segments)]);
        Assert.Equal([new(1, 3, "repetition"), new(3, 4, "no-speech"), new DoubtfulRange(5, 6, "no-speech")], transcript.Doubtful);
    }

    [Fact]
    public void Every_engine_that_listened_is_named_once()
    {
        var transcript = TranscriptAssembler.Assemble(
            "T", 30, [At(2, 20, "c", "en") with { Engine = "far" }, At(1, 10, "b", "en") with { Engine = "near" }, At(0, 0, "a", "en") with { Engine = "far" }]);
        Assert.Equal("far, near", transcript.Engine);
    }

    [Fact]
    public void The_model_is_named_once_and_not_at_all_where_it_was_not_kept()
    {
        Assert.Equal("base", TranscriptAssembler.Assemble("T", 20, [At(0, 0, "a", "en") with { Model = "base" }, At(1, 10, "b", "en") with { Model = "base" }]).Model);
        Assert.Null(TranscriptAssembler.Assemble("T", 10, [At(0, 0, "old", "en")]).Model);
    }

    [Fact]
    public void Nothing_said_has_no_language()
    {
        var transcript = TranscriptAssembler.Assemble("T", 30, [new TranscribedPiece(new Piece(0, 0, 10), "f", "en", [])]);
        Assert.Equal(("", ""), (transcript.Language, transcript.PlainText));
    }

    [Fact]
    public void Invented_words_are_no_second_language()
    {
        var doubtful = At(1, 10, "Thank you", "en");
        doubtful = doubtful with { Segments = [.. doubtful.Segments.Select(s => s with { Doubt = Doubt.Unsure })] };
        var transcript = TranscriptAssembler.Assemble("T", 20, [At(0, 0, "ciao", "it"), doubtful]);
        Assert.Equal(("it", 0), (transcript.Language, transcript.OtherLanguages.Count));
        Assert.Equal("en", TranscriptAssembler.Assemble("T", 20, [doubtful]).Language);
    }

    private static TranscribedPiece At(int index, double start, string text, string language) =>
        new(new Piece(index, start, start + 10), "f", language, [new Segment(start, start + 5, text, [])]);
}
