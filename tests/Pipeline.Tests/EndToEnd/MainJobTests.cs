using System.Security.Cryptography;
using Pipeline.Tests.Support;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.EndToEnd;

/// <summary>The main job through the whole program, with the real yt-dlp, ffmpeg, Whisper model and SQLite.</summary>
public sealed class MainJobTests
{
    [Fact]
    public async Task A_row_in_Notion_becomes_a_transcript()
    {
        await using var world = await World.Create();
        await using var worker = await world.StartWorker();
        var page = world.AddRow(world.Media("page/talk-en"));
        await world.UntilWord(page, "Complete", 300);

        Assert.Equal(["Processing", "Downloading", "Transcribing", "Uploading to Drive", "Complete"], world.Words(page));
        Assert.Equal("YouTube Video: Voices of a telephone exchange", world.Column(page, "Name"));
        Assert.Equal("", world.Column(page, "ProcessErrors"));
        Assert.StartsWith("http", world.Column(page, "GoogleDriveFolderLink"), StringComparison.Ordinal);
        Assert.Equal(2.38, double.Parse(world.Column(page, "Lenght min"), System.Globalization.CultureInfo.InvariantCulture), 0.02);

        var files = world.DriveFiles();
        Assert.Equal([".json", ".m4a", ".md", ".mp4", ".srt", ".txt", ".vtt"], files.Select(f => Path.GetExtension(f.Name)).Order());
        Assert.All(files, f => Assert.Contains(" - Voices of a telephone exchange/", f.Path, StringComparison.Ordinal));
        var video = files.Single(f => f.Name.EndsWith(".mp4", StringComparison.Ordinal));
        var original = await File.ReadAllBytesAsync(await world.Sandbox.Media.PrepareAsync("talk-en.mp4"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(original)), video.Sha256);

        var text = world.Sandbox.Drive.ReadText(files.Single(f => f.Name.EndsWith(".txt", StringComparison.Ordinal)).Id);
        var reference = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "tests", "assets", "talk-en-150s.json"));
        var rate = WordErrorRate.Of(TalkReference.Text(reference), text);
        TestContext.Current.SendDiagnosticMessage("word error rate of the talk, whole program: {0:P1}", rate);
        Assert.InRange(rate, 0, 0.04);
        var json = Path.Combine(world.Home, "transcript.json");
        await File.WriteAllTextAsync(json, world.Sandbox.Drive.ReadText(files.Single(f => f.Name.EndsWith(".json", StringComparison.Ordinal)).Id));
        Assert.Equal("[[]]", RunTool.Output("node", RepositoryRoot.File("tests/clients/transcripts/read.mjs"), json).Trim());
        Assert.InRange(await Rows(world, "select count(*) from pieces"), 3, 99);
        Assert.Contains("Transcript · en", world.Sandbox.Notion.PageBodyText(page), StringComparison.Ordinal);
        await Eventually.True(
            () => !Directory.EnumerateFileSystemEntries(Path.Combine(world.Data, "work")).Any(), TimeSpan.FromSeconds(10), () => "the job's folder to be removed");
    }

    [Fact]
    public async Task Every_container_arrives_whole_whether_from_a_page_a_playlist_or_a_file()
    {
        await using var world = await World.Create();
        await using var worker = await world.StartFastWorker();
        string[] links = ["page/jfk?container=webm", "page/jfk?container=hls", "page/jfk?moov=end", "file/jfk.mp4", "file/jfk.m4a", "file/jfk.ogg", "file/jfk.mp3"];
        var pages = links.Select(l => world.AddRow(world.Media(l))).ToList();
        foreach (var page in pages) await world.UntilWord(page, "Complete", 180);
        Assert.All(pages, p => Assert.Equal(0.18, double.Parse(world.Column(p, "Lenght min"), System.Globalization.CultureInfo.InvariantCulture), 0.01));
        Assert.All(pages, p => Assert.NotEqual("", world.Column(p, "Audio File Link")));
        // Sound alone makes six files, a video seven.
        Assert.Equal((4 * 7) + (3 * 6), world.DriveFiles().Count);
    }

    private static Task<long> Rows(World world, string sql) => Books.Scalar(world.Data, sql);
}
