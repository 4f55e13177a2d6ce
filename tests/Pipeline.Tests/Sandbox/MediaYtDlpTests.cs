using System.Text.Json.Nodes;

namespace Pipeline.Tests.Sandbox;

/// <summary>The real yt-dlp understands the site's pages, files and playlists.</summary>
public sealed class MediaYtDlpTests
{
    private static readonly string[] Common =
        ["--ignore-config", "--no-update", "--no-playlist", "--no-cache-dir", "--no-exec", "--no-mtime", "--no-colors", "--socket-timeout", "20"];

    [Theory]
    [InlineData("media/page/jfk", "Ask not what your country can do for you", "mp4")]
    [InlineData("media/page/jfk?container=webm&title=A+%22nicer%22+title", "A \"nicer\" title", "webm")]
    [InlineData("media/page/jfk?container=hls", "Ask not what your country can do for you", "mp4")]
    [InlineData("media/file/jfk.mp4", "jfk", "mp4")]
    public async Task Metadata_are_found(string path, string title, string extension)
    {
        await using var media = await MediaHost.StartAsync();
        var (code, output, errors) = await MediaTool.RunAsync("yt-dlp", [.. Common, "-J", "--skip-download", "--", media.Base + path]);
        Assert.True(code == 0, errors);
        var info = JsonNode.Parse(output)!;
        Assert.Equal((title, extension), ((string)info["title"]!, (string)info["ext"]!));
        Assert.NotEqual("playlist", (string?)info["_type"]);
        Assert.Equal(path.Contains("page", StringComparison.Ordinal), info["duration"] is not null);
    }

    [Theory]
    [InlineData("media/page/jfk?moov=end&bps=5000000", "media/file/jfk.mp4?moov=end")]
    [InlineData("media/file/jfk.mp4", "media/file/jfk.mp4")]
    public async Task A_download_brings_the_files_bytes(string path, string file)
    {
        await using var media = await MediaHost.StartAsync();
        var home = Directory.CreateTempSubdirectory("yt-dlp-");
        try
        {
            var (code, output, errors) = await MediaTool.RunAsync(
                "yt-dlp",
                [.. Common, "-q", "--no-simulate", "--print", "after_move:F %(filepath)j", "-P", $"home:{home.FullName}", "-o", "media.%(ext)s", "--", media.Base + path]);
            Assert.True(code == 0, errors);
            var saved = (string)JsonNode.Parse(output.Trim()[2..])!;
            Assert.Equal(await media.Http.GetByteArrayAsync(file), await File.ReadAllBytesAsync(saved));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_missing_page_ends_with_a_404_in_the_error()
    {
        await using var media = await MediaHost.StartAsync();
        var (code, output, errors) = await MediaTool.RunAsync("yt-dlp", [.. Common, "-J", "--", media.Base + "media/page/nothing"]);
        Assert.Equal((1, "null"), (code, output.Trim()));
        Assert.Contains("HTTP Error 404", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_of_a_direct_address_does_not_count_as_a_transfer_that_reached_a_hold()
    {
        await using var media = await MediaHost.StartAsync();
        await media.Site.PrepareAsync("talk-en.mp4");
        using var hold = media.Site.HoldAt("talk-en.mp4", 0.5);
        var (code, _, errors) = await MediaTool.RunAsync("yt-dlp", [.. Common, "-J", "--", media.Base + "media/file/talk-en.mp4"]);
        Assert.True(code == 0, errors);
        Assert.False(hold.Reached.IsCompleted);
    }
}
