using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Tests.Sandbox;

/// <summary>The clips as ffprobe sees them: container, tracks, length, place of the index.</summary>
public sealed class MediaClipTests
{
    [Theory]
    [InlineData("jfk.mp4", "video,audio", 11)]
    [InlineData("jfk.webm", "video,audio", 11)]
    [InlineData("jfk.m4a", "audio", 11)]
    [InlineData("jfk.ogg", "audio", 11)]
    [InlineData("jfk.mp3", "audio", 11)]
    [InlineData("talk-en.mp4", "video,audio", 142.64)]
    [InlineData("silence.mp4", "video,audio", 20)]
    [InlineData("tone-noise.mp4", "video,audio", 20)]
    [InlineData("mute.mp4", "video", 20)]
    [InlineData("long-11.mp4", "video,audio", 660)]
    public async Task A_clip_has_its_tracks_and_length(string file, string tracks, double seconds)
    {
        await using var media = await MediaHost.StartAsync();
        var probe = await ProbeAsync(await media.Site.PrepareAsync(file));
        Assert.Equal(tracks, string.Join(',', probe["streams"]!.AsArray().Select(s => (string)s!["codec_type"]!)));
        var duration = double.Parse((string)probe["format"]!["duration"]!, CultureInfo.InvariantCulture);
        Assert.InRange(duration, seconds - 0.5, seconds + 0.5);
    }

    [Fact]
    public async Task The_talk_is_large_enough_to_be_interrupted_and_small_enough_to_be_fetched()
    {
        await using var media = await MediaHost.StartAsync();
        Assert.InRange(new FileInfo(await media.Site.PrepareAsync("talk-en.mp4")).Length, 3_000_000, 6_000_000);
    }

    [Fact]
    public async Task The_index_stands_before_or_behind_the_data_as_asked()
    {
        await using var media = await MediaHost.StartAsync();
        var front = Text(await media.Http.GetByteArrayAsync("media/file/jfk.mp4"));
        var end = Text(await media.Http.GetByteArrayAsync("media/file/jfk.mp4?moov=end"));
        Assert.True(front.IndexOf("moov", StringComparison.Ordinal) < front.IndexOf("mdat", StringComparison.Ordinal));
        Assert.True(end.IndexOf("moov", StringComparison.Ordinal) > end.IndexOf("mdat", StringComparison.Ordinal));
    }

    private static string Text(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);

    private static async Task<JsonNode> ProbeAsync(string path)
    {
        var (code, output, errors) = await MediaTool.RunAsync(
            "ffprobe", ["-v", "error", "-of", "json", "-show_entries", "format=duration:stream=codec_type", path]);
        Assert.True(code == 0, errors);
        return JsonNode.Parse(output)!;
    }
}
