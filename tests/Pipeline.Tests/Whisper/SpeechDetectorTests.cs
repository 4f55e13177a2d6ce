using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Whisper;

public class SpeechDetectorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("anullsrc=r=16000:cl=mono:d=30")]
    [InlineData("anoisesrc=r=16000:c=pink:a=0.3:d=30:seed=1")]
    public async Task Silence_and_noise_make_no_request(string sound)
    {
        await using var whisper = WhisperSetup.Scripted();
        var spans = await whisper.Detector.Detect(WhisperSetup.Pcm(whisper.Sound(sound)), Ct);
        Assert.Empty(new SpeechChunker(new()).Cut(spans, 30));
    }

    [Fact]
    public async Task Speech_is_found_with_its_pauses()
    {
        await using var whisper = WhisperSetup.Scripted();
        var spans = await whisper.Detector.Detect(WhisperSetup.Pcm(whisper.Speech("jfk.mp3")), Ct);
        Assert.InRange(spans.Count, 3, 6);
        Assert.InRange(spans[0].Start, 0.1, 0.6);
        Assert.InRange(spans[^1].End, 10, 11);
    }

    [Fact]
    public async Task A_detector_that_cannot_work_is_no_silence()
    {
        await using var whisper = WhisperSetup.Scripted(("VadModel", RepositoryRoot.File("README.md")));
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => whisper.Detector.Detect(WhisperSetup.Pcm(whisper.Speech("jfk.mp3")), Ct));
        Assert.Equal("vad-failed", failure.Error.Code);
    }

    [Fact]
    public async Task A_missing_detector_is_named()
    {
        await using var whisper = WhisperSetup.Scripted(("VadPath", "no-such-detector"));
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => whisper.Detector.Detect(WhisperSetup.Pcm(whisper.Speech("jfk.mp3")), Ct));
        Assert.Equal((ErrorClass.Operator, "tool-missing"), (failure.Error.Class, failure.Error.Code));
    }
}
