using Pipeline.Tests.Support;
using Pipeline.Tests.Whisper;
using static Pipeline.Tests.EndToEnd.TranscribeRun;

namespace Pipeline.Tests.EndToEnd;

/// <summary>What <c>pipeline transcribe</c> says of a recording or a wish that cannot be met, as early as it can be known.</summary>
public sealed class TranscribeInputTests
{
    [Theory]
    [InlineData("folder", "folder is a folder")]
    [InlineData("pipe", "pipe is no file but a pipe or a device")]
    [InlineData("/dev/zero", "/dev/zero is no file but a pipe or a device")]
    // Only to be written, so not even root reads it.
    [InlineData("/proc/self/clear_refs", "/proc/self/clear_refs cannot be read (")]
    public async Task What_is_no_file_or_cannot_be_read_is_refused_at_once(string path, string sentence)
    {
        await using var world = await World.Create();
        Directory.CreateDirectory(Path.Combine(world.Home, "folder"));
        RunTool.Output("mkfifo", Path.Combine(world.Home, "pipe"));
        var (code, output, errors) = await Worker.Apart(["transcribe", path], TranscribeRun.Environment(world), world.Home, async process =>
        {
            try
            {
                await Eventually.True(() => process.HasExited, TimeSpan.FromSeconds(30), () => "the refusal");
            }
            finally
            {
                process.Kill();
            }
        });
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("✖ " + sentence, Assert.Single(Lines(errors)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_speech_detector_is_no_speech_model_and_that_is_said()
    {
        await using var world = await World.Create();
        var (code, _, errors) = await Transcribe(world, "jfk.mp3", "--model", "silero-v6.2.0");
        Assert.Equal(1, code);
        Assert.Equal("✖ silero-v6.2.0 only detects whether somebody speaks; it writes no words. Name a speech model (Whisper:Model, or --model; `pipeline models list` shows them), then run this again.", errors.Trim());
    }

    [Fact]
    public async Task A_file_without_a_picture_to_embed_into_is_told_of_before_the_listening()
    {
        await using var world = await World.Create();
        // The engine is not there: what stands before its failure was said before the listening.
        var (code, _, errors) = await Transcribe(world, "jfk.mp3", "--embed", "--model", "/nowhere.bin");
        Assert.Equal(1, code);
        Assert.StartsWith("✖ --embed: there is no picture", errors, StringComparison.Ordinal);
        Assert.Contains("/nowhere.bin", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_speaks_there_is_nothing_to_embed_and_that_is_said()
    {
        await using var world = await World.Create();
        RunTool.Output(
            "ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc=duration=3:size=128x96:rate=10", "-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono", "-shortest",
            "-c:v", "libx264", "-c:a", "aac", Path.Combine(world.Home, "quiet.mp4"));
        var (code, output, errors) = await TranscribeFast(world, "quiet.mp4", "--embed", "-f", "txt");
        Assert.Equal(1, code);
        Assert.Equal(Path.Combine(world.Home, "quiet.txt"), output.Trim());
        Assert.Contains("✖ --embed: nobody speaks", errors, StringComparison.Ordinal);
    }
}
