using System.Globalization;
using Pipeline.Benchmarks.Report;
using Pipeline.Tests.Support;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Accuracy;

/// <summary>What the bundled model makes of five talks in five languages; the figures are printed. Limits: two points above the best
/// engine that was measured on the same files (docs/adr/0022).</summary>
public sealed class SampleTalkTests(SampleTalks talks) : IClassFixture<SampleTalks>
{
    /// <summary>The goal. 12.9 % were measured; one word in a hundred is in the script but not spoken, or spoken but not in the script.</summary>
    private const double Pooled = 0.13;

    [Theory]
    [InlineData("en", 0.042)]
    [InlineData("es", 0.185)]
    [InlineData("fr", 0.217)]
    [InlineData("it", 0.162)]
    [InlineData("ru", 0.162)]
    public async Task Words_are_heard_as_well_as_the_best_engine_hears_them(string language, double limit)
    {
        var heard = await talks.Heard(language);
        var rate = WordErrorRate.Of(Talk.Of(language).Text, heard.Transcript.PlainText);
        Print($"{language}: word error rate {100 * rate:0.0} %, limit {100 * limit:0.0} %");
        Assert.Equal(language, heard.Transcript.Language);
        Assert.Empty(heard.Transcript.OtherLanguages);
        Assert.InRange(rate, 0, limit);
    }

    [Fact]
    public async Task All_languages_together_have_at_most_thirteen_errors_in_a_hundred_words()
    {
        var (errors, words) = (0.0, 0);
        foreach (var language in SampleTalks.Languages)
        {
            var script = Talk.Of(language).Text;
            var count = WordErrorRate.Words(script).Length;
            errors += WordErrorRate.Of(script, (await talks.Heard(language)).Transcript.PlainText) * count;
            words += count;
        }

        Print($"all: word error rate {100 * errors / words:0.0} % of {words} words");
        Assert.InRange(errors / words, 0, Pooled);
    }

    [Theory]
    [InlineData("ru")]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("fr")]
    [InlineData("it")]
    public async Task Each_recording_of_a_talk_begins_when_its_first_word_begins(string language)
    {
        var (script, heard) = (Talk.Of(language).Words, (await talks.Heard(language)).Words);
        var pairs = WordAlignment.Of([.. script.Select(w => w.Text)], [.. heard.Select(w => w.Text)]);
        var distances = script
            .Select((word, i) => word.Start is { } start && pairs[i] is { } at ? Math.Abs(heard[at].Start - start) : (double?)null)
            .OfType<double>().ToArray();
        var (median, p95) = (Sample.Percentile(distances, 50), Sample.Percentile(distances, 95));
        var worst = script.Select((w, i) => (w.Text, w.Start, Heard: pairs[i] is { } at ? heard[at] : default)).Where(w => w.Start is not null && w.Heard.Text is not null)
            .OrderByDescending(w => Math.Abs(w.Heard.Start - w.Start!.Value)).Take(3);
        foreach (var (text, start, word) in worst) Print($"{language}: {text} at {start:0.00} s was heard as {word.Text} at {word.Start:0.00} s");
        Print($"{language}: first words begin within {1000 * median:0} ms at the median, {1000 * p95:0} ms at p95, of {distances.Length}");
        Assert.InRange(distances.Length, script.Count(w => w.Start is not null) - 3, int.MaxValue);
        Assert.InRange(median, 0, 0.2);
        Assert.InRange(p95, 0, 0.7);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("fr")]
    [InlineData("it")]
    [InlineData("ru")]
    public async Task At_the_seams_no_word_is_left_out_and_none_stands_twice(string language)
    {
        var (talk, recording) = (Talk.Of(language), await talks.Heard(language));
        var (script, heard) = (talk.Words, recording.Words);
        var pairs = WordAlignment.Of([.. script.Select(w => w.Text)], [.. heard.Select(w => w.Text)]);
        foreach (var seam in recording.Pieces.Skip(1).Select(p => p.Piece.Start))
        {
            // First word of the part after the seam, and the last of the part before it.
            var after = Enumerable.Range(0, script.Count).First(i => script[i].Start >= seam - 0.5);
            var (last, first) = (pairs[after - 1], pairs[after]);
            Print($"{language} {seam:0.0} s: {string.Join(' ', script.Skip(after - 3).Take(3).Select(w => w.Text))} | {string.Join(' ', script.Skip(after).Take(3).Select(w => w.Text))}");
            Assert.NotNull(last);
            Assert.NotNull(first);
            Assert.True(heard[last.Value].Start < seam && heard[first.Value].Start >= seam - 0.01, $"The seam at {seam} s does not lie between the words beside it.");
            var cut = heard.TakeWhile(w => w.Start < seam - 0.01).Count();
            for (var length = 1; length <= 4; length++)
                Assert.NotEqual(heard.Take(cut).TakeLast(length).Select(w => w.Text), heard.Skip(cut).Take(length).Select(w => w.Text));
        }
    }

    [Theory]
    [InlineData(Sound.Melody)]
    [InlineData(Sound.Arpeggio)]
    public async Task Two_minutes_of_music_in_the_middle_of_a_talk_cost_no_word(string melody)
    {
        await using var whisper = WhisperSetup.Real();
        // In a pause of four seconds.
        var (talk, script, cut) = (whisper.Speech("talk-ru.ogg"), Talk.Of("ru").Text, 98.6);
        var music = Sound.Of(whisper.Sound(melody + ":d=120"));
        var heard = await new Ear(whisper).Hear(Sound.Wav(whisper, Sound.Of(talk, 0, cut), music, Sound.Of(talk, cut)));
        var (without, with) = (WordErrorRate.Of(script, (await talks.Heard("ru")).Transcript.PlainText), WordErrorRate.Of(script, heard.Transcript.PlainText));
        Print($"ru: word error rate {100 * without:0.0} % without, {100 * with:0.0} % with two minutes of music");
        Assert.DoesNotContain(heard.Words, w => w.Start > cut && w.Start < cut + 120);
        Assert.InRange(Unheard(heard), 0, Unheard(await talks.Heard("ru")));
        // The talk is cut into other pieces, and in other company a word is now and then heard otherwise.
        Assert.InRange(with, 0, without + 0.01);

        static int Unheard(HeardRecording recording) =>
            WordAlignment.Of([.. Talk.Of("ru").Words.Select(w => w.Text)], [.. recording.Words.Select(w => w.Text)]).Count(heard => heard is null);
    }

    private static void Print(FormattableString line) => TestContext.Current.SendDiagnosticMessage(line.ToString(CultureInfo.InvariantCulture));
}
