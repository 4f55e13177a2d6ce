using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>A disk that is really full: a small tmpfs, filled by a ballast file.</summary>
public sealed class DiskFullTests
{
    [Fact]
    public async Task A_full_disk_stops_intake_says_so_in_the_row_and_work_goes_on_by_itself_when_there_is_room()
    {
        await using var world = await World.Create();
        await using var disk = await SmallDisk.Mount(Path.Combine(world.Home, "small"), mebibytes: 96);
        world.Settings.AddRange([$"--Storage:DataDirectory={disk.Path}", "--Worker:MinFreeMiB=40", "--Worker:DiskFullPauseSeconds=1"]);
        using var hold = world.Sandbox.Media.HoldAt("talk-en.mp4", 0.5);
        var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media("page/talk-en"));
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        var ballast = Path.Combine(disk.Path, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[60 << 20], TestContext.Current.CancellationToken);
        hold.Release();
        await Eventually.True(
            () => world.Column(page, "ProcessErrors").Contains("disk is full", StringComparison.Ordinal), TimeSpan.FromSeconds(60), () => "the row to say so\n" + world.Logs());
        Assert.NotEqual("Error", world.Word(page));

        using var http = new HttpClient { BaseAddress = worker.Address };
        using var refused = await http.PostAsJsonAsync(
            "webhook/process-video", new { video_url = "https://example.com/v", notion_page_id = Guid.NewGuid(), channel_name = World.Channel });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("disk is full", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        File.Delete(ballast);
        await world.UntilWord(page, "Complete");
        Assert.Equal("", world.Column(page, "ProcessErrors"));
        Assert.Equal(1, await Books.Scalar(disk.Path, "select attempt from jobs"));
    }

    /// <summary>A tmpfs of its own, mounted as root (CI) or in vain (then the test says what it needs).</summary>
    private sealed class SmallDisk(string path) : IAsyncDisposable
    {
        public string Path => path;

        public static async Task<SmallDisk> Mount(string path, int mebibytes)
        {
            Directory.CreateDirectory(path);
            Assert.SkipUnless(Environment.UserName == "root", "Needs root to mount a small tmpfs.");
            Assert.Equal(0, await Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", path));
            return new SmallDisk(path);
        }

        /// <summary>Lazily: the worker under test may still hold its files open.</summary>
        public async ValueTask DisposeAsync() => await Run("umount", "-l", path);

        private static async Task<int> Run(string tool, params string[] arguments)
        {
            using var process = Process.Start(tool, arguments);
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
    }
}
