using FsCheck;
using FsCheck.Fluent;
using Pipeline.Core.Transcripts;
using static Pipeline.Tests.Transcripts.TranscriptSamples;

namespace Pipeline.Tests.Transcripts;

/// <summary>What holds for any text in any script and any word times.</summary>
public class SubtitleLimitTests
{
    private const double Millisecond = 0.0011;

    private static readonly string[] Vocabulary =
    [
        "a", "the", "word", "überlang", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen,", "你", "好。", "日本語", "「プレゼンテーション」", "😀", "👩‍👩‍👧", "e\u0301",
        "مرحبا", "سَلَامٌ،", "שלום", "\u200Fעולם", "नमस्ते", "สวัสดีครับ", "안녕하세요", "end.", "30,5", "what?", "-->", "<b>",
    ];

    /// <summary>Measured beforehand with Python's wcwidth.</summary>
    [Theory]
    [InlineData("word", 4)]
    [InlineData("日本語", 6)]
    [InlineData("「プレゼン」", 12)]
    [InlineData("e\u0301", 1)]
    [InlineData("سَلَامٌ", 4)]
    [InlineData("\u200Fעולם", 4)]
    [InlineData("안녕하세요", 10)]
    [InlineData("👩‍👩‍👧", 2)]
    [InlineData("🇩🇪", 2)]
    [InlineData("", 0)]
    public void Width_is_what_a_reader_sees(string text, int columns) => Assert.Equal(columns, TextWidth.Of(text));

    [Fact]
    public void Lines_and_words_never_yield() => Check(transcript =>
    {
        var cues = SubtitleCues.Of(transcript).ToArray();
        Assert.All(cues, c => Assert.InRange(c.Lines.Count, 1, 2));
        Assert.All(cues.SelectMany(c => c.Lines), l => Assert.InRange(TextWidth.Of(l), 1, SubtitleCues.LineWidth));
        Assert.Equal(Squeezed(transcript.PlainText), Squeezed(string.Concat(cues.SelectMany(c => c.Lines))));
    });

    [Fact]
    public void No_line_ends_inside_a_word_that_fits_into_one() => Check(transcript =>
    {
        // Writing without spaces aside, what stands between two spaces stands on one line.
        var lines = SubtitleCues.Of(transcript).SelectMany(c => c.Lines).SelectMany(l => l.Split(' ')).ToHashSet();
        var words = transcript.PlainText.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => TextWidth.Of(w) <= SubtitleCues.LineWidth && !w.EnumerateRunes().Any(r => r.Value is >= 0x3000 and <= 0x9FFF or >= 0x1F000));
        Assert.All(words, w => Assert.Contains(w, lines));
    });

    [Fact]
    public void Times_never_overlap_and_never_run_backwards() => Check(transcript =>
    {
        var clock = 0.0;
        foreach (var cue in SubtitleCues.Of(transcript))
        {
            Assert.True(cue.Start >= clock && cue.End - cue.Start >= SubtitleClock.Flash - Millisecond && cue.End - cue.Start <= SubtitleCues.Longest + Millisecond, $"{clock} {cue}");
            clock = cue.End;
        }
    });

    [Fact]
    public void Text_is_gone_too_early_only_when_all_the_time_there_is_has_been_taken() => Check(transcript =>
    {
        var cues = SubtitleCues.Of(transcript).ToArray();
        var starts = FirstWords(transcript, cues);
        for (var i = 0; i < cues.Length; i++)
        {
            if (cues[i].End - cues[i].Start >= ReadingTime(cues[i]) - Millisecond) continue;
            var isLast = i + 1 == cues.Length;
            Assert.True(cues[i].End >= (isLast ? transcript.Duration : starts[i + 1] + SubtitleClock.Lag) - Millisecond, $"{cues[i]} could stay longer");
            Assert.True(cues[i].Start <= Math.Max(i > 0 ? cues[i - 1].End : 0, starts[i] - SubtitleClock.Lead) + Millisecond, $"{cues[i]} could begin earlier");
        }
    });

    [Fact]
    public void Speech_at_a_readable_pace_keeps_every_limit() => Prop.ForAll(Talks(Calm), transcript =>
    {
        var (cues, starts) = (SubtitleCues.Of(transcript).ToArray(), Array.Empty<double>());
        starts = FirstWords(transcript, cues);
        Assert.All(cues, c => Assert.InRange(c.End - c.Start, ReadingTime(c) - Millisecond, SubtitleCues.Longest + Millisecond));
        Assert.All(cues.Zip(starts), c => Assert.InRange(c.First.Start, c.Second - SubtitleClock.Lead - Millisecond, c.Second + SubtitleClock.Lag + Millisecond));
    }).QuickCheckThrowOnFailure();

    /// <summary>Hours without a pause are cut a thousand words at a time; here a few, so that it happens often.</summary>
    [Fact]
    public void Subtitles_are_the_same_however_many_words_are_held_at_a_time() => Prop.ForAll(Gen.OneOf(Talks(Calm).Generator, Talks(Any).Generator).ToArbitrary(), Gen.Choose(2, 60).ToArbitrary(), (transcript, many) =>
        Assert.Equal(Shown(SubtitleCues.Of(transcript, int.MaxValue)), Shown(SubtitleCues.Of(transcript, many)))).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void An_hour_without_a_pause_is_never_held_whole()
    {
        var talk = Lay([([.. Enumerable.Range(0, 10_000).Select(i => Vocabulary[i * 7 % Vocabulary.Length])], [.. Enumerable.Range(0, 10_001).Select(i => i * 0.36)], 0, true)]);
        var runs = SubtitleRun.Of(SubtitleWords.Of(talk), talk.Duration, SubtitleRun.Many).Select(r => r.Words.Count).ToArray();
        Assert.InRange(runs.Max(), 1, SubtitleRun.Many);
        Assert.InRange(runs.Length, 10, 30);
    }

    private static void Check(Action<Transcript> property) => Prop.ForAll(Talks(Any), property).QuickCheckThrowOnFailure();

    private static IEnumerable<string> Shown(IEnumerable<SubtitleCue> cues) => cues.Select(c => $"{c.Start} {c.End} {string.Join('|', c.Lines)}");

    private static double ReadingTime(SubtitleCue cue) => Math.Max(SubtitleCues.Shortest, cue.Lines.Sum(TextWidth.Of) / SubtitleCues.ColumnsPerSecond);

    /// <summary>When the first word of each subtitle is spoken, found again by counting characters.</summary>
    private static double[] FirstWords(Transcript transcript, SubtitleCue[] cues)
    {
        var spoken = SubtitleWords.Of(transcript).SelectMany(w => w.Text.Select(_ => w.Start)).ToArray();
        var at = 0;
        return [.. cues.Select(c =>
        {
            var start = spoken[at];
            at += Squeezed(string.Concat(c.Lines)).Length;
            return start;
        })];
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>Engines give times that run backwards, stand still or leap.</summary>
    private static Gen<double[]> Any(string[] words) => Gen.Choose(-300, 3000).Select(t => t / 100.0).ArrayOf(words.Length + 1);

    /// <summary>Between 60 and 120 ms a column: 8–16 columns a second.</summary>
    private static Gen<double[]> Calm(string[] words) => Gen.Choose(65, 120).ArrayOf(words.Length).Select(paces =>
    {
        var times = new double[words.Length + 1];
        for (var i = 0; i < words.Length; i++) times[i + 1] = times[i] + (paces[i] * (TextWidth.Of(words[i]) + 1) / 1000.0);
        return times;
    });

    private static Arbitrary<Transcript> Talks(Func<string[], Gen<double[]>> times)
    {
        var segments =
            from words in Gen.Elements(Vocabulary).NonEmptyListOf().Select(w => w.ToArray())
            from marks in times(words)
            from gap in Gen.Choose(0, 300)
            from isTimed in Gen.Elements(true, true, false)
            select (words, marks, gap, isTimed);
        return segments.ListOf().Select(Lay).ToArbitrary();
    }

    private static Transcript Lay(IEnumerable<(string[] Words, double[] Marks, int Gap, bool IsTimed)> parts)
    {
        var segments = new List<Segment>();
        var clock = 0.0;
        foreach (var (words, marks, gap, isTimed) in parts)
        {
            clock += gap / 100.0;
            Word[] timed = [.. words.Select((w, i) => new Word(w, clock + marks[i], clock + marks[i + 1], 1))];
            var end = clock + Math.Max(0.05, marks[^1]);
            segments.Add(new Segment(clock, end, string.Join(' ', words), isTimed ? timed : []));
            clock = end;
        }

        return Of([.. segments]);
    }
}
