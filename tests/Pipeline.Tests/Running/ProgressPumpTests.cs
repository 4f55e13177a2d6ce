using Pipeline.Core.Running;

namespace Pipeline.Tests.Running;

public sealed class ProgressPumpTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_that_could_not_be_written_ends_neither_the_work_nor_the_reports_after_it()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var result = await ProgressPump.Run<int, string>(
            async (progress, token) =>
            {
                progress.Report(1);
                await first.Task.WaitAsync(TimeSpan.FromSeconds(30), token);
                progress.Report(2);
                await second.Task.WaitAsync(TimeSpan.FromSeconds(30), token);
                return "done";
            },
            (value, _) =>
            {
                (value == 1 ? first : second).SetResult();
                return value == 1 ? Task.FromException(new IOException("the database is busy")) : Task.CompletedTask;
            },
            Ct);
        Assert.Equal("done", result);
    }

    [Fact]
    public async Task A_lost_claim_ends_the_work_and_is_what_its_caller_sees() =>
        await Assert.ThrowsAsync<ClaimLostException>(() => ProgressPump.Run<int, string>(
            async (progress, token) =>
            {
                progress.Report(1);
                await Task.Delay(TimeSpan.FromSeconds(30), token);
                return "done";
            },
            (_, _) => Task.FromException(new ClaimLostException()),
            Ct));
}
