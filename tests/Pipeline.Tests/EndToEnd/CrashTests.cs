using Pipeline.Sandbox.Drive;
using Pipeline.Sandbox.Faults;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>SIGKILL in the middle of each stage; the next start finishes the job, and the books show what was done twice.</summary>
public sealed class CrashTests
{
    private const long UploadChunk = 1024 * 1024;
    private static readonly string[] AllWords = ["Processing", "Downloading", "Transcribing", "Uploading to Drive", "Complete"];

    [Fact]
    public async Task Killed_in_mid_download_it_goes_on_where_the_file_stopped()
    {
        await using var world = await World.Create();
        using var hold = world.Sandbox.Media.HoldAt("talk-en.mp4", 0.5);
        var first = await world.StartFastWorker();
        var page = world.AddRow(world.Media("page/talk-en"));
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await first.Kill();
        hold.Release();

        await using var second = await world.StartFastWorker();
        await world.UntilWord(page, "Complete");
        Assert.Equal(AllWords, world.Words(page));
        var ranges = world.Sandbox.Media.TrafficOf("talk-en.mp4").Ranges;
        Assert.Contains(ranges, r => !string.IsNullOrEmpty(r) && !r.StartsWith("bytes=0-", StringComparison.Ordinal));
        AssertOneFilePerArtifact(world);
    }

    [Fact]
    public async Task Killed_with_a_piece_in_flight_it_repeats_that_piece_only()
    {
        await using var world = await World.Create();
        var first = await world.StartWorker();
        var page = world.AddRow(world.Media("page/talk-en"));
        await Eventually.True(async () => await Pieces(world) == 1, TimeSpan.FromSeconds(120), () => "the first finished piece\n" + world.Logs());
        await first.Kill();
        Assert.Equal(1, await Pieces(world));

        await using var second = await world.StartWorker();
        await world.UntilWord(page, "Complete", 240);
        Assert.Equal(AllWords, world.Words(page));
        // The engine's own books: every piece asked once, but for the one that was in flight.
        Assert.InRange(EngineRequests(world) - await Pieces(world), 0, 1);
        AssertOneFilePerArtifact(world);
    }

    [Fact]
    public async Task Killed_in_mid_upload_it_sends_at_most_one_chunk_twice_and_makes_no_second_file()
    {
        await using var world = await World.Create();
        world.Settings.Add("--Drive:ChunkMiB=1");
        world.Sandbox.Drive.Switches.UploadBytesPerSecond = 600_000;
        var first = await world.StartFastWorker();
        var page = world.AddRow(world.Media("page/talk-en"));
        await Eventually.True(() => Video(world) is { Offset: > 0 } u && Share(u) is > 0.2 and < 0.8, TimeSpan.FromSeconds(120), () => "an upload at 20–80 %\n" + world.Logs());
        await first.Kill();
        world.Sandbox.Drive.ResetSwitches();

        await using var second = await world.StartFastWorker();
        await world.UntilWord(page, "Complete");
        Assert.Equal(AllWords, world.Words(page));
        AssertOneFilePerArtifact(world);
        var file = world.DriveFiles().Single(f => f.Name.EndsWith(".mp4", StringComparison.Ordinal));
        Assert.InRange(file.BytesReceived - file.Size!.Value, 0, UploadChunk);
        Assert.Single(world.Sandbox.Drive.Uploads, u => u.FileId == file.Id);
    }

    [Fact]
    public async Task Killed_while_it_compresses_the_video_the_next_start_does_it_again_and_uploads_one()
    {
        await using var world = await World.Create();
        world.Channels("\"compress\": true, \"embed_subtitles\": true, \"audio_format\": \"mp3\"");
        world.Settings.Add("--Ffmpeg:CompressCrf=40");
        var first = await world.StartFastWorker("--Ffmpeg:CompressPreset=veryslow");
        var page = world.AddRow(world.Media("page/talk-en"));
        const string Compressing = "select count(*) from jobs where message like 'Compressing the video, %'";
        await Eventually.True(async () => Books.Exists(world.Data) && await Books.Scalar(world.Data, Compressing) == 1, TimeSpan.FromSeconds(120), () => "the compression\n" + world.Logs());
        await first.Kill();

        await using var second = await world.StartFastWorker("--Ffmpeg:CompressPreset=ultrafast");
        await world.UntilWord(page, "Complete");
        Assert.Equal([".json", ".md", ".mp3", ".mp4", ".srt", ".txt", ".vtt"], world.DriveFiles().Select(f => Path.GetExtension(f.Name)).Order());
        var original = new FileInfo(await world.Sandbox.Media.PrepareAsync("talk-en.mp4"));
        Assert.InRange(world.DriveFiles().Single(f => f.Name.EndsWith(".mp4", StringComparison.Ordinal)).Size!.Value, 1, original.Length * 0.9);
    }

    [Theory]
    [InlineData(FaultKind.Hold)]
    [InlineData(FaultKind.HoldAfterCommit)]
    public async Task Killed_between_two_Notion_calls_of_the_publish_no_block_is_there_twice(FaultKind kind)
    {
        await using var world = await World.Create();
        using var hold = world.Sandbox.Faults.Add(new FaultRule { Method = "PATCH", PathPattern = "/v1/blocks/.*/children", Kind = kind });
        var first = await world.StartFastWorker();
        var page = world.AddRow(world.Media("page/jfk"));
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        await first.Kill();
        hold.Release();

        await using var second = await world.StartFastWorker();
        await world.UntilWord(page, "Complete");
        Assert.Equal(AllWords, world.Words(page));
        var toggle = Assert.Single(world.Sandbox.Notion.Blocks(page));
        Assert.Equal(toggle.Children.Count, toggle.Children.Select(c => c.Text).Distinct().Count());
        Assert.NotEmpty(toggle.Children);
        AssertOneFilePerArtifact(world);
    }

    /// <summary>Each other call of a failure and a publish: Board/KilledJobTests; <c>POST /pages</c>: <see cref="PolledOriginTests"/>.</summary>
    [Fact]
    public async Task Killed_before_the_answer_to_a_comment_the_comment_is_there_once()
    {
        await using var world = await World.Create();
        world.EditChannel(channel => channel["error_details"] = "comment");
        using var hold = world.Sandbox.Faults.HoldAfter("POST", "/v1/comments");
        var first = await world.StartFastWorker();
        var page = world.AddRow(world.Media("file/jfk.mp4?status=404"));
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await first.Kill();
        Assert.Single(world.Sandbox.Notion.Comments(page));
        hold.Release();

        await using var second = await world.StartFastWorker();
        await Eventually.True(async () => await Books.Scalar(world.Data, "select count(*) from board_outbox") == 0, TimeSpan.FromSeconds(60), () => "an empty outbox\n" + world.Logs());
        Assert.Contains("http-404", Assert.Single(world.Sandbox.Notion.Comments(page)), StringComparison.Ordinal);
        Assert.Equal("Error", world.Word(page));
    }

    [Fact]
    public async Task A_worker_that_is_asked_to_stop_gives_its_work_back_and_the_next_one_finishes_it()
    {
        await using var world = await World.Create();
        using var hold = world.Sandbox.Media.HoldAt("talk-en.mp4", 0.5);
        var first = await world.StartFastWorker();
        var page = world.AddRow(world.Media("page/talk-en"));
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.InRange((await first.Stop()).TotalSeconds, 0, 20);
        Assert.Equal(0, await Books.Scalar(world.Data, "select attempt from jobs"));
        Assert.Equal(1, await Books.Scalar(world.Data, "select count(*) from jobs where status = 'Pending'"));
        hold.Release();

        await using var second = await world.StartFastWorker();
        await world.UntilWord(page, "Complete");
        Assert.Equal(AllWords, world.Words(page));
        Assert.Equal(1, await Books.Scalar(world.Data, "select attempt from jobs"));
    }

    private static Task<long> Pieces(World world) => Books.Exists(world.Data) ? Books.Scalar(world.Data, "select count(*) from pieces") : Task.FromResult(0L);

    /// <summary>Both workers' logs: one line for each request that the engine got.</summary>
    private static int EngineRequests(World world) => world.Logs().Split("asked to listen to", StringSplitOptions.None).Length - 1;

    private static UploadBooks? Video(World world) => world.Sandbox.Drive.Uploads.FirstOrDefault(u => u.Name?.EndsWith(".mp4", StringComparison.Ordinal) == true);

    private static double Share(UploadBooks u) => (double)u.Offset / (u.Total ?? long.MaxValue);

    private static void AssertOneFilePerArtifact(World world) =>
        Assert.Equal([".json", ".m4a", ".md", ".mp4", ".srt", ".txt", ".vtt"], world.DriveFiles().Select(f => Path.GetExtension(f.Name)).Order());
}
