using Pipeline.Sandbox.Faults;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>What happens by the clock: the retry sweep, runs without progress, the whole-job time limit.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public async Task The_sweep_takes_up_a_passing_fault_that_had_used_up_its_attempts_and_leaves_a_permanent_one_alone()
    {
        await using var world = await World.Create();
        using var broken = world.Sandbox.Faults.Add(new FaultRule { PathPattern = "/media/page/jfk", Kind = FaultKind.Status, StatusCode = 500 });
        await using var worker = await world.StartFastWorker("--Retry:MaxAttempts=1", "--Retry:SweepCron=0/2 * * * * ?");
        var gone = world.AddRow(world.Media("file/none.mp4"));
        var page = world.AddRow(world.Media("page/jfk"));
        await Eventually.True(
            async () => await Books.Scalar(world.Data, "select coalesce(max(sweeps), 0) from jobs") > 0, TimeSpan.FromSeconds(60), () => "a sweep\n" + world.Logs());
        broken.Release();
        await Eventually.True(() => world.Word(page) == "Complete", TimeSpan.FromSeconds(90), () => "Complete\n" + world.Logs());
        Assert.Equal("Error", world.Word(gone));
        Assert.Equal(1, await Books.Scalar(world.Data, "select count(*) from jobs where status = 'Failed' and error_class = 'Permanent' and sweeps = 0"));
    }

    [Fact]
    public async Task A_run_in_which_nothing_moves_is_stopped_and_tried_again()
    {
        await using var world = await World.Create();
        using var hold = world.Sandbox.Media.HoldAt("talk-en.mp4", 0.5);
        await using var worker = await world.StartFastWorker("--Worker:StuckAfterMinutes=0.3");
        var page = world.AddRow(world.Media("page/talk-en"));
        await Eventually.True(
            async () => await Books.Scalar(world.Data, "select count(*) from jobs where error_code = 'stuck'") == 1, TimeSpan.FromSeconds(60), () => "the stop\n" + world.Logs());
        Assert.NotEqual("Error", world.Word(page));
        hold.Release();
        await world.UntilWord(page, "Complete");
    }

    [Fact]
    public async Task A_job_past_its_time_limit_says_so_in_the_words_of_the_contract()
    {
        await using var world = await World.Create();
        using var hold = world.Sandbox.Media.HoldAt("talk-en.mp4", 0.5);
        await using var worker = await world.StartFastWorker("--Worker:JobTimeLimitHours=0.001");
        var page = world.AddRow(world.Media("page/talk-en"));
        await world.UntilWord(page, "Error", 60);
        Assert.Matches("^Task [0-9a-f-]{36} exceeded time limit", world.Column(page, "ProcessErrors"));
    }
}
