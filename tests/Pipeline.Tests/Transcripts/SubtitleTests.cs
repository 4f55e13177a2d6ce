using Pipeline.Core.Transcripts;
using static Pipeline.Tests.Transcripts.TranscriptSamples;

namespace Pipeline.Tests.Transcripts;

public class SubtitleTests
{
    private const string Long = "And so my fellow Americans, ask not what your country can do for you, ask what you can do for your country.";

    [Fact]
    public void A_long_sentence_becomes_cues_of_two_lines_that_break_at_a_phrase()
    {
        var cues = Cues(Spoken(0, 10.6, Long));
        Assert.Equal(["And so my fellow Americans,", "ask not what your country can do for you,"], cues[0].Lines);
        Assert.Equal(["ask what you can do for your country."], cues[1].Lines);
    }

    [Fact]
    public void A_line_does_not_end_with_a_small_word_that_belongs_to_the_next() =>
        Assert.Equal(
            ["We have been looking at the figures", "of the whole long year"],
            Assert.Single(Cues(Spoken(0, 5, "We have been looking at the figures of the whole long year"))).Lines);

    [Fact]
    public void A_flash_is_shown_for_a_second_when_nothing_follows() => Assert.Equal(6, Assert.Single(Cues(Spoken(5, 5.2, "Yes."))).End);

    [Fact]
    public void A_flash_between_two_sentences_joins_its_neighbour() =>
        Assert.Equal(["Yes. I think so."], Assert.Single(Cues(Spoken(5, 5.3, "Yes."), Spoken(5.4, 7, "I think so."))).Lines);

    [Fact]
    public void Writing_without_spaces_gets_none_and_counts_double()
    {
        var cues = Cues(Letters("所以我中國人不想讓你成功，因為我們都是很好的朋友。大家一起努力吧！", 0.2));
        Assert.Equal(["所以我中國人不想讓你成功，", "因為我們都是很好的朋友。大家一起努力吧！"], Assert.Single(cues).Lines);
    }

    [Fact]
    public void Closing_marks_begin_no_line_and_katakana_words_stay_whole()
    {
        var cues = Cues(Letters("これからプレゼンテーションを始めますので、みなさんどうぞよろしくお願いします。「はい」と言いました。", 0.3));
        Assert.All(cues.SelectMany(c => c.Lines), l => Assert.DoesNotContain(l[0], "、。」ー々"));
        Assert.Contains(cues.SelectMany(c => c.Lines), l => l.Contains("プレゼンテーション", StringComparison.Ordinal));
    }

    [Fact]
    public void Parts_of_a_word_stay_together()
    {
        var number = new Segment(0, 4, "Es kostet ungefähr dreihundertzweiundzwanzig 30,5", [new("Es", 0, 1, 1), new("kostet", 1, 2, 1), new("ungefähr", 2, 3, 1), new("dreihundertzweiundzwanzig", 3, 3.5, 1), new("30", 3.5, 3.7, 1), new(",5", 3.7, 4, 1)]);
        Assert.Contains("30,5", Assert.Single(Cues(number)).Lines[1], StringComparison.Ordinal);
        var korean = new Segment(0, 4, "안녕하세요 여러분", [new("안녕", 0, 1, 1), new("하세요", 1, 2, 1), new("여러분", 2, 4, 1)]);
        Assert.Equal(["안녕하세요 여러분"], Assert.Single(Cues(korean)).Lines);
    }

    [Fact]
    public void Right_to_left_text_keeps_its_characters_in_their_order()
    {
        const string Text = "‏مرحبا بكم في هذا اليوم، سَنَتَكَلَّمُ عن Kubernetes و‌نماذج اللغة.";
        Assert.Equal(Text, string.Join(' ', Cues(Spoken(0, 9, Text)).SelectMany(c => c.Lines)));
    }

    [Fact]
    public void Segments_without_word_times_are_spread_over_their_length()
    {
        var cues = Cues(new Segment(0, 12, Long, []));
        Assert.Equal(Long, string.Join(' ', cues.SelectMany(c => c.Lines)));
        Assert.InRange(cues[1].Start, 3, 4);
    }

    [Fact]
    public void Words_that_are_not_the_whole_text_do_not_make_it_shorter() =>
        Assert.Equal(["one two three"], Assert.Single(Cues(new Segment(0, 3, "one two three", [new("one", 0, 1, 1), new("three", 2, 3, 1)]))).Lines);

    [Fact]
    public void Fast_speech_stands_longer_than_it_is_spoken_and_begins_a_little_earlier()
    {
        var clock = new SubtitleClock();
        Assert.Equal((1.5, 3.5), clock.Place(40, start: 2, end: 3, next: 3, isLast: false));
        Assert.Equal((3.5, 5.5), clock.Place(40, start: 3, end: 4, next: 6, isLast: false));
    }

    [Fact]
    public void Where_there_is_no_time_at_all_the_reading_time_yields_then_the_second_and_then_the_lag()
    {
        var clock = new SubtitleClock();
        Assert.Equal((9.5, 11.7), clock.Place(84, start: 10, end: 10.1, next: 10.2, isLast: false));
        Assert.Equal((11.7, 12.2), clock.Place(84, start: 10.2, end: 10.3, next: 10.7, isLast: false));
        Assert.Equal((12.2, 12.4), clock.Place(84, start: 10.7, end: 10.8, next: 10.8, isLast: false));
    }

    [Fact]
    public void Nothing_is_shown_after_the_recordings_end() =>
        Assert.Equal((8.5, 10), new SubtitleClock().Place(40, start: 9, end: 9.5, next: 10, isLast: true));

    [Fact]
    public void Text_that_looks_like_markup_stays_text()
    {
        var transcript = Of(Spoken(0, 3, "a --> b & <c>"));
        Assert.Contains("a → b & <c>", transcript.Text("srt"), StringComparison.Ordinal);
        Assert.Contains("a --&gt; b &amp; &lt;c&gt;", transcript.Text("vtt"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_two_formats_look_as_their_readers_expect()
    {
        var transcript = Of(Spoken(3723.4567, 3725, "Hello there."));
        Assert.Equal("1\n01:02:03,457 --> 01:02:05,000\nHello there.\n\n", transcript.Text("srt"));
        Assert.Equal("WEBVTT\n\n01:02:03.457 --> 01:02:05.000\nHello there.\n\n", transcript.Text("vtt"));
    }

    private static SubtitleCue[] Cues(params Segment[] segments) => [.. SubtitleCues.Of(Of(segments))];

    /// <summary>One word a character, as engines time such writing.</summary>
    private static Segment Letters(string text, double pace) =>
        new(0, text.Length * pace, text, [.. text.Select((c, i) => new Word(c.ToString(), i * pace, (i + 1) * pace, 1))]);
}
