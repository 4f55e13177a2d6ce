using System.Text.RegularExpressions;
using Pipeline.Sandbox.Drive;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>The commands beside the running worker.</summary>
public sealed class CliTests
{
    [Fact]
    public async Task Add_with_wait_follows_a_video_to_its_end_and_status_shows_it()
    {
        await using var world = await World.Create();
        await using var worker = await world.StartFastWorker("--Polling:Enabled=false");
        var (code, output) = await world.Command(["add", world.Media("page/jfk").ToString(), "--channel", World.Channel, "--wait", .. world.Common()]);
        Assert.True(code == 0, output + world.Logs());
        Assert.Contains("Completed", output, StringComparison.Ordinal);
        Assert.Equal(7, world.DriveFiles().Count);

        var (_, table) = await world.Command(["status", .. world.Common()]);
        Assert.Contains("Completed", table, StringComparison.Ordinal);
        var id = Regex.Match(output, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").Value;
        var (_, one) = await world.Command(["status", id, .. world.Common()]);
        Assert.Contains("Ask not what your country can do for you", one, StringComparison.Ordinal);
        Assert.Contains("Publish", one, StringComparison.Ordinal);
        Assert.Contains("Complete.", one, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_refuses_what_is_wrong_and_says_why()
    {
        await using var world = await World.Create();
        var (code, output) = await world.Command(["add", "ftp://example.com/x", "--channel", "nowhere", .. world.Common()]);
        Assert.Equal(2, code);
        Assert.Contains("http://", output, StringComparison.Ordinal);
        Assert.Contains("nowhere", output, StringComparison.Ordinal);
        Assert.Contains(World.Channel, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_added_while_no_worker_runs_is_taken_at_the_next_start()
    {
        await using var world = await World.Create();
        var (code, output) = await world.Command(["add", world.Media("page/jfk").ToString(), "-c", World.Channel, .. world.Common()]);
        Assert.Equal(0, code);
        Assert.Contains("No worker is running", output, StringComparison.Ordinal);
        await using var worker = await world.StartFastWorker("--Polling:Enabled=false");
        await Eventually.True(() => world.DriveFiles().Count == 7, TimeSpan.FromSeconds(60), () => "seven files\n" + world.Logs());
    }

    [Theory]
    [InlineData("--Worker:MaxVideoz=3", "Worker:MaxVideoz", "MaxVideos")]
    [InlineData("--Workers:MaxVideos=3", "Workers", "Worker")]
    [InlineData("--Worker:MaxVideos=0", "Worker:MaxVideos", "1–32")]
    [InlineData("--Api:Address=http://0.0.0.0:8000", "Api:WebhookSecret", "other machines")]
    [InlineData("--Storage:Provider=mysql", "Storage:Provider", "sqlite")]
    [InlineData("--Worker:MaxVideos=many", "Worker:MaxVideos", "whole number")]
    [InlineData("--Log:Level=Loud", "Log:Level", "Warning")]
    [InlineData("--Retry:SweepCron=hourly", "Retry:SweepCron", "0 0 * * * ?")]
    [InlineData("--Api:Address=https://127.0.0.1:0", "Api:Address", "proxy")]
    [InlineData("--Notion:Token=ntn_x", "Notion:Token", "PIPELINE_NOTION__TOKEN")]
    [InlineData("--Storage:DataDirectory=/dev/null", "Storage:DataDirectory", "/dev/null")]
    public async Task A_wrong_setting_stops_the_start_with_its_path_and_the_repair(string setting, string path, string repair)
    {
        await using var world = await World.Create();
        var (code, output) = await world.Command(["run", .. world.Common(setting)]);
        Assert.Equal(2, code);
        Assert.Contains(path, output, StringComparison.Ordinal);
        Assert.Contains(repair, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_in_several_sections_are_told_at_once()
    {
        await using var world = await World.Create();
        var (code, output) = await world.Command(["run", .. world.Common("--Egress:ConnectTimeoutSeconds=0", "--Ffmpeg:MaxDurationHours=99")]);
        Assert.Equal(2, code);
        Assert.Equal(2, output.Split('\n').Count(l => l.StartsWith("✖ ", StringComparison.Ordinal)));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Polling_without_a_token_stops_the_start_and_names_where_the_token_goes()
    {
        await using var world = await World.Create();
        world.Environment["PIPELINE_NOTION__TOKEN"] = "";
        var (code, output) = await world.Command(["run", .. world.Common()]);
        Assert.Equal(2, code);
        Assert.Contains("PIPELINE_NOTION__TOKEN", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_sentence_that_names_the_setting()
    {
        await using var world = await World.Create();
        var taken = world.Sandbox.BaseAddress.GetLeftPart(UriPartial.Authority);
        var (code, output) = await world.Command(["run", .. world.Common($"--Api:Address={taken}")]);
        Assert.Equal(2, code);
        Assert.Contains($"Api:Address {taken} cannot be listened on", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settings_file_that_is_no_JSON_is_named_with_the_line()
    {
        await using var world = await World.Create();
        await File.WriteAllTextAsync(Path.Combine(world.Home, "appsettings.json"), "{\n  \"Worker\": {\n", TestContext.Current.CancellationToken);
        var (code, output) = await world.Command(["status", .. world.Common()]);
        Assert.Equal(2, code);
        Assert.Contains("appsettings.json", output, StringComparison.Ordinal);
        Assert.Contains("line 3", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_on_the_command_line_has_its_own_exit_code()
    {
        await using var world = await World.Create();
        var (code, output) = await world.Command(["add", "https://example.com/x"]);
        Assert.Equal(2, code);
        Assert.Contains("--channel", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_worker_on_the_same_data_is_refused()
    {
        await using var world = await World.Create();
        await using var worker = await world.StartFastWorker();
        var (code, output) = await world.Command(["run", .. world.Common("--Api:Address=http://127.0.0.1:0")]);
        Assert.Equal(2, code);
        Assert.Contains("Another worker", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Drive_file_is_fetched_from_Drive_itself()
    {
        await using var world = await World.Create();
        await using var worker = await world.StartFastWorker("--Polling:Enabled=false");
        await using var bytes = File.OpenRead(await world.Sandbox.Media.PrepareAsync("jfk.mp4"));
        var source = await world.Sandbox.Drive.AddFileAsync("[a, b] speech.mp4", "video/mp4", bytes, DriveSeed.FolderId);
        using var http = new HttpClient { BaseAddress = worker.Address };
        using var body = new StringContent($$"""{"drive_file_id":"{{source.Id}}","file_name":"[a, b] speech.mp4","channel_name":"{{World.Channel}}"}""", System.Text.Encoding.UTF8, "application/json");
        using var queued = await http.PostAsync("webhook/process-video", body, TestContext.Current.CancellationToken);
        Assert.True(queued.IsSuccessStatusCode);
        await Eventually.True(
            async () => await Books.Scalar(world.Data, "select count(*) from jobs where status = 'Completed'") == 1, TimeSpan.FromSeconds(90), () => "the job to complete\n" + world.Logs());
        Assert.Equal(8, world.DriveFiles().Count);
    }
}
