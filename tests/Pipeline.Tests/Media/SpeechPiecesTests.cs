using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Media;

/// <summary>Real speech through the real detector: what a growing recording gives is what the whole one gives.</summary>
public sealed class SpeechPiecesTests : IAsyncDisposable
{
    private readonly WhisperSetup _whisper = WhisperSetup.Scripted();
    private readonly JobId _job = JobId.New(DateTimeOffset.UnixEpoch);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _whisper.DisposeAsync();

    [Fact]
    public async Task A_recording_that_grows_gives_its_first_piece_early_and_in_the_end_the_same_pieces()
    {
        var pcm = Talk();
        using var whole = Recording(pcm);
        whole.End();
        var expected = await Pieces(whole.Audio, "whole").ToListAsync(Ct);

        using var growing = Recording(pcm);
        growing.Grow(5);
        await using var pieces = Pieces(growing.Audio, "growing").GetAsyncEnumerator(Ct);
        var first = pieces.MoveNextAsync().AsTask();
        growing.Grow(200);
        Assert.True(await first);
        Assert.Equal(expected[0].Piece, pieces.Current.Piece);
        growing.End();
        for (var i = 1; i < expected.Count; i++)
        {
            Assert.True(await pieces.MoveNextAsync());
            Assert.Equal(expected[i].Piece, pieces.Current.Piece);
            Assert.Equal(expected[i].Speech, pieces.Current.Speech);
        }

        Assert.False(await pieces.MoveNextAsync());
        Assert.InRange(expected.Count, 4, 12);
    }

    [Fact]
    public async Task Windows_find_what_one_look_at_the_whole_finds()
    {
        var pcm = Talk();
        var once = await _whisper.Detector.Detect(pcm, Ct);
        using var recording = Recording(pcm);
        recording.End();
        var spans = new List<SpeechSpan>();
        await foreach (var window in new SpeechMap(_whisper.Detector).Of(Work("windows"), recording.Audio, Ct)) spans.AddRange(window.Spans);

        Assert.InRange(Apart(once, spans), 0, 0.2);
        Assert.InRange(once.Sum(s => s.End - s.Start), 200, 318);
    }

    [Fact]
    public async Task What_was_found_before_a_crash_is_not_looked_for_again_and_a_torn_line_is()
    {
        var pcm = Talk()[..(70 * GrowingAudio.BytesPerSecond)];
        using var recording = Recording(pcm);
        recording.End();
        var counting = new CountingDetector(_whisper.Detector);
        async Task<List<SpeechSpan>> Look()
        {
            var spans = new List<SpeechSpan>();
            await foreach (var window in new SpeechMap(counting).Of(Work("crash"), recording.Audio, Ct)) spans.AddRange(window.Spans);
            return spans;
        }

        var first = await Look();
        Assert.Equal(3, counting.Looks);
        Assert.Equal(first, await Look());
        Assert.Equal(3, counting.Looks);

        var ledger = Work("crash").File("speech.jsonl");
        var text = await File.ReadAllTextAsync(ledger, Ct);
        await File.WriteAllTextAsync(ledger, text[..^9], Ct);
        Assert.Equal(first, await Look());
        Assert.Equal(first, await Look());
        Assert.Equal(4, counting.Looks);
    }

    [Fact]
    public async Task A_decoder_that_fails_ends_the_waiting_for_more()
    {
        using var recording = Recording(Talk());
        var next = Pieces(recording.Audio, "broken").GetAsyncEnumerator(Ct).MoveNextAsync().AsTask();
        recording.Break(new JobFailureException(ErrorClass.Transient, "truncated-media", "Cut off."));
        Assert.Equal("truncated-media", (await Assert.ThrowsAsync<JobFailureException>(() => next)).Error.Code);
    }

    private byte[] Talk() => WhisperSetup.Pcm(_whisper.Speech("talk-en.ogg")).ToArray();

    private IAsyncEnumerable<SpokenPiece> Pieces(GrowingAudio audio, string job) =>
        new SpeechPieces(new SpeechMap(_whisper.Detector), new SpeechChunker(new SpeechChunkerRule())).Of(Work(job), audio, Ct);

    private GrowingRecording Recording(byte[] pcm) => new(_whisper.Folder.File(Guid.NewGuid().ToString("N") + ".pcm"), pcm);

    private Workspace Work(string name) => new(_whisper.Folder.File(name), _job);

    /// <summary>Seconds that one side calls speech and the other does not.</summary>
    private static double Apart(IEnumerable<SpeechSpan> one, IEnumerable<SpeechSpan> other)
    {
        static HashSet<int> Frames(IEnumerable<SpeechSpan> spans) =>
            [.. spans.SelectMany(s => Enumerable.Range((int)Math.Round(s.Start * 100), (int)Math.Round((s.End - s.Start) * 100)))];
        var frames = Frames(one);
        frames.SymmetricExceptWith(Frames(other));
        return frames.Count / 100.0;
    }

    private sealed class CountingDetector(ISpeechDetector detector) : ISpeechDetector
    {
        public int Looks { get; private set; }

        public Task<IReadOnlyList<SpeechSpan>> Detect(ReadOnlyMemory<byte> pcm, CancellationToken ct)
        {
            Looks++;
            return detector.Detect(pcm, ct);
        }

        public Task<IReadOnlyList<SpeechSpan>> DetectCertain(ReadOnlyMemory<byte> pcm, CancellationToken ct) => detector.DetectCertain(pcm, ct);
    }
}
