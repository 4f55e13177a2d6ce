using FsCheck;
using FsCheck.Fluent;
using Pipeline.Core.Media;
using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Media;

public class SpeechChunkerTests
{
    private const double Tolerance = 0.0011;

    [Fact]
    public void Silence_makes_no_piece() => Assert.Empty(new SpeechChunker(new()).Cut([], 3600));

    [Fact]
    public void Speech_outside_the_recording_makes_no_piece() => Assert.Empty(new SpeechChunker(new()).Cut([new(61, 70)], 60));

    [Fact]
    public void A_short_talk_is_one_padded_piece() =>
        Assert.Equal([new Piece(0, 0.8, 11.2)], new SpeechChunker(new()).Cut([new(1, 4), new(5, 11)], 20));

    [Fact]
    public void A_cut_lies_in_the_longest_pause_before_the_target()
    {
        SpeechSpan[] speech = [new(0, 38), new(38.6, 45), new(46.1, 55), new(55.7, 100)];
        var pieces = new SpeechChunker(new(60)).Cut(speech, 100);
        Assert.Equal(45.2, pieces[0].End);
        Assert.Equal(45.9, pieces[1].Start);
    }

    [Fact]
    public void A_good_pause_after_the_target_beats_a_breath_before_it()
    {
        SpeechSpan[] speech = [new(0, 50), new(50.1, 70), new(70.9, 130)];
        Assert.Equal(70.2, new SpeechChunker(new(60)).Cut(speech, 130)[0].End);
    }

    [Fact]
    public void Speech_without_a_pause_is_cut_at_its_quietest_place()
    {
        var pieces = new SpeechChunker(new(60)).Cut([new(0, 200)], 200, (from, to) => (from + to) / 2);
        Assert.Equal([new Piece(0, 0, 78), new Piece(1, 78, 156), new Piece(2, 156, 200)], pieces);
    }

    [Fact]
    public void Speech_without_a_pause_is_cut_at_the_hard_limit_and_leaves_no_stub()
    {
        var pieces = new SpeechChunker(new(60)).Cut([new(0, 120.3)], 120.3);
        Assert.Equal([new Piece(0, 0, 119.3), new Piece(1, 119.3, 120.3)], pieces);
    }

    [Fact]
    public void A_long_silence_is_in_no_piece()
    {
        var pieces = new SpeechChunker(new()).Cut([new(0, 5), new(65, 70)], 70);
        Assert.Equal([new Piece(0, 0, 5.2), new Piece(1, 64.8, 70)], pieces);
    }

    [Fact]
    public void A_single_word_takes_in_silence_up_to_a_second() =>
        Assert.Equal([new Piece(0, 9.8, 10.8)], new SpeechChunker(new()).Cut([new(10, 10.3)], 60));

    [Fact]
    public void A_word_at_the_very_end_takes_in_the_silence_before_it() =>
        Assert.Equal([new Piece(0, 59, 60)], new SpeechChunker(new()).Cut([new(59.7, 60)], 60));

    [Fact]
    public void Overlapping_and_unordered_speech_is_joined() =>
        Assert.Equal([new Piece(0, 0.8, 9.2)], new SpeechChunker(new()).Cut([new(5, 9), new(1, 6)], 10));

    [Fact]
    public void Whatever_is_said_pieces_cover_it_in_order_without_overlap_under_the_limit() =>
        Prop.ForAll(SpeechMaps(), map =>
        {
            var pieces = new SpeechChunker(map.Rule).Cut(map.Speech, map.Duration);
            for (var i = 0; i < pieces.Count; i++)
            {
                Assert.Equal(i, pieces[i].Index);
                Assert.InRange(pieces[i].Start, i > 0 ? pieces[i - 1].End : 0, pieces[i].End);
                Assert.InRange(pieces[i].End, pieces[i].Start, map.Duration + Tolerance);
                Assert.InRange(pieces[i].Length, 0, map.Rule.HardLimit + Tolerance);
                Assert.Contains(map.Speech, s => s.End > pieces[i].Start && s.Start < pieces[i].End);
            }

            foreach (var span in map.Speech.Where(s => s.Start < map.Duration && s.End > s.Start)) AssertCovered(span, pieces, map.Duration);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_said_a_short_piece_has_no_silence_left_beside_it() =>
        Prop.ForAll(SpeechMaps(), map =>
        {
            var pieces = new SpeechChunker(map.Rule).Cut(map.Speech, map.Duration);
            foreach (var piece in pieces.Where(p => p.Length < map.Rule.Shortest - Tolerance))
            {
                var floor = piece.Index > 0 ? pieces[piece.Index - 1].End : 0;
                var ceiling = piece.Index + 1 < pieces.Count ? pieces[piece.Index + 1].Start : map.Duration;
                Assert.InRange(piece.Start - floor + (ceiling - piece.End), 0, Tolerance);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_said_a_cut_is_inside_speech_only_where_the_speech_is_longer_than_the_limit() =>
        Prop.ForAll(SpeechMaps(), map =>
        {
            foreach (var piece in new SpeechChunker(map.Rule).Cut(map.Speech, map.Duration))
            {
                var cutSpan = Joined(map.Speech).FirstOrDefault(s => s.Start < piece.End - Tolerance && Math.Min(s.End, map.Duration) > piece.End + Tolerance);
                if (cutSpan is not null) Assert.True(cutSpan.End - cutSpan.Start > map.Rule.HardLimit - (2 * map.Rule.Pad) - Tolerance);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_speech_gives_the_same_pieces_in_any_order() =>
        Prop.ForAll(SpeechMaps(), map => Assert.Equal(
            new SpeechChunker(map.Rule).Cut(map.Speech, map.Duration),
            new SpeechChunker(map.Rule).Cut(map.Speech.Reverse(), map.Duration))).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_said_later_a_settled_piece_stays_as_it_is() =>
        Prop.ForAll(SpeechMaps(), Gen.Choose(0, 100).ToArbitrary(), (map, percent) =>
        {
            var (chunker, known) = (new SpeechChunker(map.Rule), map.Duration * percent / 100);
            var settled = chunker.Settled(map.Speech, known, Middle);
            Assert.Equal(chunker.Cut(map.Speech, map.Duration, Middle).Take(settled.Count), settled);
            static double Middle(double from, double to) => (from + to) / 2;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_piece_is_settled_as_soon_as_no_better_pause_can_come()
    {
        SpeechSpan[] speech = [new(0, 50), new(51, 110), new(111, 170), new(171, 400)];
        Assert.Empty(new SpeechChunker(new()).Settled(speech, 72));
        Assert.Equal([new Piece(0, 0, 50.2)], new SpeechChunker(new()).Settled(speech, 73));
    }

    [Fact]
    public void While_it_could_stay_in_one_piece_with_what_follows_it_is_not_settled()
    {
        // Whether a long pause follows at 71 s, in which case all of it is one piece, is known at 81.
        SpeechSpan[] speech = [new(0, 50), new(51, 71), new(78, 140), new(141, 400)];
        Assert.Empty(new SpeechChunker(new()).Settled(speech, 78));
        Assert.Equal([new Piece(0, 0, 50.2)], new SpeechChunker(new()).Settled(speech, 79));
        Assert.Empty(new SpeechChunker(new()).Settled(speech[..2], 80));
        Assert.Equal([new Piece(0, 0, 71.2)], new SpeechChunker(new()).Settled(speech[..2], 81));
    }

    [Fact]
    public void Without_a_good_pause_it_is_settled_behind_the_hard_limit()
    {
        SpeechSpan[] speech = [new(0, 50), new(50.1, 400)];
        Assert.Empty(new SpeechChunker(new()).Settled(speech, 129));
        Assert.Equal([new Piece(0, 0, 50.05)], new SpeechChunker(new()).Settled(speech, 130));
    }

    private static void AssertCovered(SpeechSpan span, IReadOnlyList<Piece> pieces, double duration)
    {
        var at = span.Start;
        foreach (var piece in pieces.Where(p => p.Start <= at + Tolerance && p.End > at)) at = Math.Max(at, piece.End);
        Assert.InRange(at, Math.Min(span.End, duration) - Tolerance, double.MaxValue);
    }

    private static List<SpeechSpan> Joined(IEnumerable<SpeechSpan> speech)
    {
        var joined = new List<SpeechSpan>();
        foreach (var span in speech.OrderBy(s => s.Start))
        {
            if (joined.Count > 0 && span.Start <= joined[^1].End) joined[^1] = joined[^1] with { End = Math.Max(joined[^1].End, span.End) };
            else joined.Add(span);
        }

        return joined;
    }

    /// <summary>Times in whole centiseconds, as the detector gives them; pauses from none to minutes, speech from a click to minutes.</summary>
    private static Arbitrary<SpeechMap> SpeechMaps()
    {
        var gaps = Gen.Frequency((6, Gen.Choose(1, 150)), (2, Gen.Choose(0, 5)), (1, Gen.Choose(500, 6000)));
        var lengths = Gen.Frequency((8, Gen.Choose(5, 1500)), (1, Gen.Choose(5, 60)), (1, Gen.Choose(5000, 40_000)));
        var maps =
            from spans in gaps.Zip(lengths).ListOf()
            from tail in Gen.Choose(-500, 3000)
            from target in Gen.Choose(20, 120)
            select Lay(spans, tail, target);
        return maps.ToArbitrary();
    }

    private static SpeechMap Lay(IEnumerable<(int Gap, int Length)> spans, int tail, int target)
    {
        var speech = new List<SpeechSpan>();
        var clock = 0;
        foreach (var (gap, length) in spans)
        {
            speech.Add(new SpeechSpan((clock + gap) / 100.0, (clock + gap + length) / 100.0));
            clock += gap + length;
        }

        return new SpeechMap(speech, Math.Max(1, clock + tail) / 100.0, new SpeechChunkerRule(target));
    }

    private sealed record SpeechMap(IReadOnlyList<SpeechSpan> Speech, double Duration, SpeechChunkerRule Rule);
}
