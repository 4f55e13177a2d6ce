using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Transcripts;

public sealed class SpokenLanguageTests
{
    [Fact]
    public void What_was_asked_for_is_pinned_from_the_start() => Assert.Equal("de", new SpokenLanguage("de").Pinned);

    [Fact]
    public void A_greeting_before_the_jingle_pins_nothing()
    {
        var language = new SpokenLanguage(null);
        language.Heard(Piece("cy", 2));
        Assert.Null(language.Pinned);
        language.Heard(Piece("en", 50));
        Assert.Equal("en", language.Pinned);
    }

    [Fact]
    public void A_piece_in_which_nothing_was_said_counts_for_nothing()
    {
        var language = new SpokenLanguage(null);
        language.Heard(new TranscribedPiece(new Piece(0, 0, 60), "f", "nn", []));
        Assert.Null(language.Pinned);
    }

    [Fact]
    public void Once_pinned_it_stays()
    {
        var language = new SpokenLanguage(null);
        language.Heard(Piece("en", 30));
        language.Heard(Piece("es", 60));
        Assert.Equal("en", language.Pinned);
    }

    private static TranscribedPiece Piece(string language, double seconds) =>
        new(new Piece(0, 0, seconds), "f", language, [new Segment(0, seconds, "text", [])]);
}
