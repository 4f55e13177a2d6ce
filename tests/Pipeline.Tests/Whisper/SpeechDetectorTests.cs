using System.Runtime.InteropServices;
using Pipeline.Adapters.Whisper;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Tests.Accuracy;
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

    [Theory]
    [InlineData(Sound.Organ + ":d=3", 0.3, 0)]
    [InlineData(Sound.Arpeggio + ":d=36", 0.3, 0)]
    [InlineData("speech", 7, 6)]
    public async Task What_merely_passes_for_speech_is_never_certain(string what, double passes, double certain)
    {
        await using var whisper = WhisperSetup.Scripted();
        var pcm = WhisperSetup.Pcm(what == "speech" ? whisper.Speech("jfk.mp3") : whisper.Sound(what));
        Assert.InRange(Seconds(await whisper.Detector.Detect(pcm, Ct)), passes, 11);
        Assert.InRange(Seconds(await whisper.Detector.DetectCertain(pcm, Ct)), certain, certain > 0 ? 11 : 0);

        static double Seconds(IEnumerable<SpeechSpan> spans) => spans.Sum(s => s.End - s.Start);
    }

    [Fact]
    public void A_lead_in_is_the_sound_between_two_mirrors()
    {
        short[] sound = [1, 2, 3];
        var lead = MemoryMarshal.Cast<byte, short>(MirroredLeadIn.Of(MemoryMarshal.AsBytes(sound.AsSpan())).AsSpan());
        Assert.Equal(8 * 16_000, lead.Length);
        Assert.Equal([2, 1, 1, 2, 3, 3, 2, 1], lead[^8..].ToArray());
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
