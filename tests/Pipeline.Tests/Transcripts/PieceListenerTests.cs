using Pipeline.Core.Media;
using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Transcripts;

/// <summary>Forty seconds of a recording, from 100 s on, in which somebody speaks, pauses for two seconds in the middle, and speaks on.</summary>
public sealed class PieceListenerTests
{
    private const string Loop = "thank you for watching this video thank you for watching this video thank you for watching this video";
    private static readonly SpokenPiece Piece = new(new Piece(3, 100, 140), [new SpeechSpan(100.2, 119), new SpeechSpan(121, 139.8)]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_piece_without_doubt_is_asked_for_once()
    {
        var engine = new ToldEngine((seconds, _) => Spoken(seconds, 0));
        var heard = await Listen(engine);
        Assert.Single(engine.Asked);
        Assert.All(heard.Segments, s => Assert.Null(s.Doubt));
        Assert.All(heard.Segments, s => Assert.InRange(s.Confidence!.Value, 0.9, 0.92));
    }

    [Fact]
    public async Task A_loop_is_asked_for_again_in_halves()
    {
        var engine = new ToldEngine((seconds, _) => seconds > 30 ? [Said(0, 40, Loop)] : Spoken(seconds, 0));
        var heard = await Listen(engine);
        Assert.Equal([40, 19.2, 19.2], engine.Asked.Select(a => Math.Round(a.Seconds, 1)));
        Assert.DoesNotContain(heard.Segments, s => s.Doubt is not null || s.Text.Contains("thank", StringComparison.Ordinal));
        Assert.InRange(heard.Segments[0].Start, 100, 101);
        Assert.InRange(heard.Segments[^1].End, 138, 140);
    }

    [Fact]
    public async Task A_loop_that_stays_is_marked_and_not_hidden()
    {
        var heard = await Listen(new ToldEngine((seconds, _) => [Said(0, seconds, Loop)]));
        Assert.All(heard.Segments, s => Assert.Equal((Loop, Doubt.Repetition), (s.Text, s.Doubt)));
    }

    [Fact]
    public async Task Three_times_no_is_speech()
    {
        var heard = await Listen(new ToldEngine((seconds, _) => [.. Spoken(seconds - 2, 0), Said(seconds - 2, seconds, "no, no, no!")]));
        Assert.All(heard.Segments, s => Assert.Null(s.Doubt));
    }

    [Fact]
    public async Task Speech_without_text_is_asked_for_again()
    {
        var engine = new ToldEngine((seconds, _) => seconds > 30 ? [.. Spoken(10, 0), .. Spoken(18, 22)] : Spoken(seconds, 0));
        var heard = await Listen(engine);
        Assert.Equal(3, engine.Asked.Count);
        Assert.All(heard.Segments, s => Assert.Null(s.Doubt));
    }

    [Fact]
    public async Task Speech_that_stays_without_text_is_marked_at_what_was_heard_before_it()
    {
        var heard = await Listen(new ToldEngine((seconds, _) => Spoken(8, 0)));
        Assert.Contains(heard.Segments, s => s.Doubt == Doubt.Missing);
        Assert.Null(heard.Segments[0].Doubt);
    }

    [Fact]
    public async Task Words_where_nobody_speaks_are_marked()
    {
        var silent = new SpokenPiece(new Piece(0, 0, 20), [new SpeechSpan(0, 8)]);
        var engine = new ToldEngine((_, _) => [.. Spoken(8, 0), Said(12, 15, "Subtitles by somebody")]);
        var heard = await new PieceListener(engine, new ToldDetector(), new ListeningWishes("en", [], false)).Listen(silent, new byte[20 * 32_000], "f", null, Ct);
        Assert.Equal([Doubt.NoSpeech], heard.Segments.Select(s => s.Doubt).OfType<string>());
    }

    [Fact]
    public async Task Text_that_engine_and_detector_both_doubt_is_none_and_is_not_asked_for_again()
    {
        var engine = new ToldEngine((seconds, _) => [Said(0, seconds, "Thank you for watching!", logProbability: -0.9)]);
        var heard = await Listen(engine, detector: new ToldDetector(certain: 0));
        Assert.Empty(heard.Segments);
        Assert.Single(engine.Asked);
    }

    [Fact]
    public async Task Text_that_only_the_engine_doubts_stays()
    {
        var detector = new ToldDetector(certain: 0.9);
        var heard = await Listen(new ToldEngine((seconds, _) => Spoken(seconds, 0, -0.9)), detector: detector);
        Assert.Equal(Spoken(40, 0).Length, heard.Segments.Count);
        Assert.Equal(1, detector.Asked);
    }

    [Fact]
    public async Task The_detector_is_not_asked_again_about_text_of_which_the_engine_is_sure()
    {
        var detector = new ToldDetector(certain: 0);
        var heard = await Listen(new ToldEngine((seconds, _) => Spoken(seconds, 0)), detector: detector);
        Assert.Equal((Spoken(40, 0).Length, 0), (heard.Segments.Count, detector.Asked));
    }

    [Theory]
    [InlineData(0, 40, "Thanks!")]
    [InlineData(0, 1, "a whole sentence of many words that nobody on earth ever said in a single second")]
    public async Task Text_that_nobody_says_in_its_time_is_marked(double start, double end, string text)
    {
        var heard = await Listen(new ToldEngine((seconds, _) => [Said(start, Math.Min(end, seconds), text)]));
        Assert.All(heard.Segments, s => Assert.Equal((text, Doubt.Pace), (s.Text, s.Doubt)));
        Assert.NotEmpty(heard.Segments);
    }

    [Fact]
    public async Task A_vocabulary_that_costs_words_is_left_out_for_that_piece()
    {
        var engine = new ToldEngine((seconds, settings) => Spoken(settings.Prompt is null ? seconds : 9, 0));
        var heard = await Listen(engine, new ListeningWishes("en", ["Digium", "Asterisk"], false));
        Assert.Equal(["Digium, Asterisk.", null], engine.Asked.Select(a => a.Settings.Prompt));
        Assert.All(heard.Segments, s => Assert.Null(s.Doubt));
    }

    [Fact]
    public async Task The_first_word_after_a_pause_begins_with_the_voice()
    {
        // The engine lets it begin in the middle of the pause.
        var heard = await Listen(new ToldEngine((_, _) => [.. Spoken(19, 0), Said(20.1, 39.8, Words(50))]));
        Assert.Equal(121, heard.Segments.Single(s => s.Start > 119).Words[0].Start);
        var starts = heard.Segments.SelectMany(s => s.Words).Select(w => w.Start).ToList();
        Assert.Equal(starts.Order(), starts);
    }

    [Fact]
    public async Task Two_stretches_of_speech_decide_the_language_and_a_third_when_they_differ()
    {
        var engine = new ToldEngine((seconds, _) => Spoken(seconds, 0));
        engine.Languages.Clear();
        foreach (var language in (string[])["la", "it", "it"]) engine.Languages.Enqueue(language);
        var heard = await Listen(engine, new ListeningWishes(null, [], false));
        Assert.Equal(("it", "it"), (heard.Language, engine.Asked[0].Settings.Language));
    }

    [Fact]
    public async Task A_piece_in_another_language_than_the_pinned_one_is_taken_in_its_own()
    {
        var engine = new ToldEngine((seconds, settings) => Spoken(seconds, 0, settings.Language == "es" ? -0.1 : -0.7));
        engine.Languages.Enqueue("es");
        engine.Languages.Dequeue();
        var heard = await Listen(engine, new ListeningWishes(null, [], false), pinned: "en");
        Assert.Equal(["en", "es"], engine.Asked.Select(a => a.Settings.Language));
        Assert.Equal("es", heard.Language);
    }

    [Fact]
    public async Task Where_a_language_was_asked_for_another_one_is_only_marked()
    {
        var engine = new ToldEngine((seconds, _) => Spoken(seconds, 0, -0.7));
        engine.Languages.Enqueue("es");
        engine.Languages.Dequeue();
        var heard = await Listen(engine);
        Assert.Equal("en", heard.Language);
        Assert.All(heard.Segments, s => Assert.Equal(Doubt.OtherLanguage, s.Doubt));
    }

    [Fact]
    public void Whatever_decides_the_text_is_in_the_fingerprint()
    {
        string Of(ListeningWishes wishes, byte sound = 0) => new PieceListener(new ToldEngine((_, _) => []), new ToldDetector(), wishes).Fingerprint([sound]);
        var plain = new ListeningWishes(null, [], false);
        string[] all = [Of(plain), Of(plain, 1), Of(plain with { Language = "en" }), Of(plain with { Vocabulary = ["x"] }), Of(plain with { Translate = true })];
        Assert.Distinct(all);
        Assert.Equal(all[0], Of(new ListeningWishes(null, [], false)));
    }

    private static Task<TranscribedPiece> Listen(ToldEngine engine, ListeningWishes? wishes = null, string? pinned = null, ToldDetector? detector = null) =>
        new PieceListener(engine, detector ?? new ToldDetector(), wishes ?? new ListeningWishes("en", [], false)).Listen(Piece, new byte[40 * 32_000], "f", pinned, Ct);

    /// <summary>Segments of about two seconds, five words each, from <paramref name="start"/> on.</summary>
    private static Segment[] Spoken(double seconds, double start, double logProbability = -0.1) =>
        [.. Enumerable.Range(0, (int)(seconds / 2)).Select(i => Said(start + (2 * i), start + (2 * i) + 2, Words(5, i), logProbability))];

    /// <summary>Words that no compressor finds anything in.</summary>
    private static string Words(int count, int seed = 0)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => new string(random.GetItems("abcdefghijklmnopqrstuvwxyz".AsSpan(), 6))));
    }

    private static Segment Said(double start, double end, string text, double logProbability = -0.1)
    {
        var words = text.Split(' ');
        var length = (end - start) / words.Length;
        return new Segment(start, end, text, [.. words.Select((w, i) => new Word(w, start + (i * length), start + ((i + 1) * length), 0.9))]) { AverageLogProbability = logProbability };
    }
}
