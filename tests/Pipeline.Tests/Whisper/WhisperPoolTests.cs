using Pipeline.Adapters.Whisper;
using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Whisper;

/// <summary>Several engines, several models, with the real server.</summary>
public class WhisperPoolTests
{
    private static readonly TranscriptionSettings English = new("en");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_videos_are_listened_to_by_two_engines_and_a_third_waits()
    {
        await using var whisper = WhisperSetup.Scripted(("Worker:MaxTranscriptions", "2"));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => whisper.Transcriber.Transcribe(Piece(), English, Ct)));
        Assert.Equal(2, whisper.Pids.Count);
    }

    [Fact]
    public async Task Fewer_engines_than_videos_take_turns()
    {
        await using var whisper = WhisperSetup.Scripted(("Worker:MaxTranscriptions", "3"), ("Servers", "1"));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => whisper.Transcriber.Transcribe(Piece(), English, Ct)));
        Assert.Single(whisper.Pids);
    }

    [Fact]
    public async Task Another_model_takes_the_place_of_the_one_that_rested_longest()
    {
        await using var whisper = WhisperSetup.Scripted();
        var other = whisper.UnpackScripted() + ".other.bin";
        File.Copy(whisper.UnpackScripted(), other);
        await using (var more = File.Open(other, FileMode.Append)) more.WriteByte(0);
        await whisper.Transcriber.Transcribe(Piece(), English, Ct);
        var first = whisper.Pid;
        await whisper.With(other).Transcribe(Piece(), English, Ct);
        Assert.NotEqual(first, Assert.Single(whisper.Pids));
        Assert.False(Directory.Exists($"/proc/{first}"));
    }

    [Fact]
    public async Task An_engine_that_dies_takes_no_other_with_it()
    {
        await using var whisper = WhisperSetup.Scripted(("Worker:MaxTranscriptions", "2"));
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => whisper.Transcriber.Transcribe(Piece(), English, Ct)));
        var pids = whisper.Pids;
        RunTool.Output("kill", "-KILL", $"{pids[0]}");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => whisper.Transcriber.Transcribe(Piece(), English, Ct)));
        Assert.All(answers, a => Assert.NotEmpty(a.Segments));
        Assert.Contains(pids[1], whisper.Pids);
    }

    [Theory]
    [InlineData(1, 0, 2, 1, 2)]
    [InlineData(1, 0, 8, 1, 7)]
    [InlineData(2, 0, 8, 2, 3)]
    [InlineData(4, 0, 2, 4, 1)]
    [InlineData(4, 1, 8, 1, 7)]
    [InlineData(1, 0, 1, 1, 1)]
    public void Engines_share_the_cores_and_leave_one(int transcriptions, int servers, int cores, int engines, int threads) =>
        Assert.Equal(new EnginePlan(engines, threads), EnginePlan.Of(new WhisperOptions { Servers = servers }, transcriptions, cores));

    [Fact]
    public void Threads_that_were_set_stay() => Assert.Equal(3, EnginePlan.Of(new WhisperOptions { Threads = 3 }, 2, 8).Threads);

    private static byte[] Piece() => new byte[5 * 32_000];
}
