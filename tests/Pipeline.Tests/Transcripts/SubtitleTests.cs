using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Core.Transcripts;
using Pipeline.Tests.Whisper;
using static Pipeline.Tests.Transcripts.TranscriptSamples;

namespace Pipeline.Tests.Transcripts;

public class SubtitleTests
{
    private const string Long = "And so my fellow Americans, ask not what your country can do for you, ask what you can do for your country.";

    [Fact]
    public void A_long_sentence_becomes_cues_of_two_lines_that_break_at_a_phrase()
    {
        var cues = SubtitleCues.Of(Of(Spoken(0, 10.6, Long)));
        Assert.Equal(["And so my fellow Americans, ask not", "what your country can do for you,"], cues[0].Lines);
        Assert.Equal(["ask what you can do for your country."], cues[1].Lines);
    }

    [Fact]
    public void A_flash_is_shown_for_a_second_when_nothing_follows() =>
        Assert.Equal(6, Assert.Single(SubtitleCues.Of(Of(Spoken(5, 5.2, "Yes.")))).End);

    [Fact]
    public void A_flash_between_two_sentences_joins_its_neighbour() =>
        Assert.Equal(["Yes. I think so."], Assert.Single(SubtitleCues.Of(Of(Spoken(5, 5.3, "Yes."), Spoken(5.4, 7, "I think so.")))).Lines);

    [Fact]
    public void Writing_without_spaces_gets_none()
    {
        var words = "所以我中國人不想讓你成功".Select((c, i) => new Word(c.ToString(), i * 0.2, (i + 1) * 0.2, 1)).ToArray();
        var cue = Assert.Single(SubtitleCues.Of(Of(new Segment(0, 2.4, "所以我中國人不想讓你成功", words))));
        Assert.Equal(["所以我中國人不想讓你成功"], cue.Lines);
    }

    [Fact]
    public void Segments_without_word_times_are_spread_over_their_length()
    {
        var cues = SubtitleCues.Of(Of(new Segment(0, 12, Long, [])));
        Assert.Equal(Long, string.Join(' ', cues.SelectMany(c => c.Lines)));
        Assert.InRange(cues[1].Start, 5, 9);
    }

    [Fact]
    public void Text_that_looks_like_markup_stays_text()
    {
        var transcript = Of(Spoken(0, 3, "a --> b & <c>"));
        Assert.Contains("a → b & <c>", SrtWriter.Write(transcript), StringComparison.Ordinal);
        Assert.Contains("a --&gt; b &amp; &lt;c&gt;", VttWriter.Write(transcript), StringComparison.Ordinal);
    }

    [Fact]
    public void The_two_formats_look_as_their_readers_expect()
    {
        var transcript = Of(Spoken(3723.4567, 3725, "Hello there."));
        Assert.Equal("1\n01:02:03,457 --> 01:02:05,000\nHello there.\n\n", SrtWriter.Write(transcript));
        Assert.Equal("WEBVTT\n\n01:02:03.457 --> 01:02:05.000\nHello there.\n\n", VttWriter.Write(transcript));
    }

    [Fact]
    public void Limits_hold_for_any_text_in_any_script() =>
        Prop.ForAll(Talks(), transcript =>
        {
            var cues = SubtitleCues.Of(transcript);
            Assert.All(cues, c => Assert.InRange(c.Lines.Count, 1, 2));
            Assert.All(cues.SelectMany(c => c.Lines), l => Assert.InRange(l.Length, 1, SubtitleCues.LineLength));
            Assert.All(cues, c => Assert.InRange(c.End - c.Start, 0.0009, SubtitleCues.Longest + 0.001));
            Assert.Equal(Squeezed(transcript.PlainText), Squeezed(string.Concat(cues.SelectMany(c => c.Lines))));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("srt")]
    [InlineData("vtt")]
    public void Ffmpeg_reads_every_cue(string format)
    {
        var transcript = Of(Spoken(0.5, 8, Long), Spoken(9, 9.3, "Yes & no."), Spoken(12, 20, Long), Spoken(3700, 3702, "Élan, 你好."));
        using var folder = new TemporaryFolder();
        var file = folder.File("x." + format);
        File.WriteAllText(file, format == "srt" ? SrtWriter.Write(transcript) : VttWriter.Write(transcript));
        var packets = RunTool.Output("ffprobe", "-v", "error", "-show_entries", "packet=pts_time,duration_time", "-of", "csv=p=0", file);
        var read = packets.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => double.Parse(l.Split(',')[0], CultureInfo.InvariantCulture));
        Assert.Equal(SubtitleCues.Of(transcript).Select(c => Math.Round(c.Start, 3)), read);
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static Arbitrary<Transcript> Talks()
    {
        var alphabet = Gen.Elements("a", "word", "überlang", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen,", "你", "😀", "e\u0301", "مرحبا", "end.", "30,5");
        var segments =
            from words in Gen.NonEmptyListOf(alphabet)
            from gap in Gen.Choose(0, 300)
            from length in Gen.Choose(5, 3000)
            select (Text: string.Join(' ', words), gap, length);
        return segments.ListOf().Select(Lay).ToArbitrary();
    }

    private static Transcript Lay(IEnumerable<(string Text, int Gap, int Length)> parts)
    {
        var segments = new List<Segment>();
        var clock = 0;
        foreach (var (text, gap, length) in parts)
        {
            segments.Add(Spoken((clock + gap) / 100.0, (clock + gap + length) / 100.0, text));
            clock += gap + length;
        }

        return Of([.. segments]);
    }
}
