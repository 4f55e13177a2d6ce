using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Host.Scheduling;

namespace Pipeline.Tests.Scheduling;

/// <summary>How firings end when the worker is stopped.</summary>
public sealed class StoppingTests
{
    private readonly ApplicationLifetime _worker = new(NullLogger<ApplicationLifetime>.Instance);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_began_as_the_worker_went_down_ends_although_Quartz_does_not_interrupt_it()
    {
        var running = _worker.EndWithWorker(ct => Task.Delay(Timeout.Infinite, ct), CancellationToken.None).AsTask();
        Assert.False(running.IsCompleted);

        _worker.StopApplication();

        await running.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await _worker.EndWithWorker(ct => Task.Delay(Timeout.Infinite, ct), CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Ct);
    }

    [Fact]
    public async Task What_Quartz_interrupts_says_so_and_is_kept_for_the_next_start()
    {
        using var quartz = new CancellationTokenSource();
        var running = _worker.EndWithWorker(ct => Task.Delay(Timeout.Infinite, ct), quartz.Token).AsTask();

        _worker.StopApplication();
        await quartz.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task What_goes_wrong_in_a_firing_is_not_taken_for_a_stop()
    {
        _worker.StopApplication();
        await Assert.ThrowsAsync<InvalidDataException>(() => _worker.EndWithWorker(_ => throw new InvalidDataException(), CancellationToken.None).AsTask());
    }
}
