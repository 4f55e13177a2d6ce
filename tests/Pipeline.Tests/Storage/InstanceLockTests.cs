using System.Diagnostics;
using Pipeline.Adapters.Storage;

namespace Pipeline.Tests.Storage;

public sealed class InstanceLockTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-lock-").FullName;

    private string LockFile => Path.Combine(_directory, "worker.lock");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_second_worker_is_refused_with_a_sentence()
    {
        using var first = await Acquire();

        var refusal = await Assert.ThrowsAsync<StorageException>(Acquire);

        Assert.Contains("Another worker uses this data directory", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(LockFile, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lock_is_free_again_after_the_first_worker_has_ended_although_its_file_stays()
    {
        (await Acquire()).Dispose();

        Assert.Contains($"pid {Environment.ProcessId}, started ", await File.ReadAllTextAsync(LockFile), StringComparison.Ordinal);
        Assert.False(InstanceLock.IsHeld(_directory));
        (await Acquire()).Dispose();
    }

    [Fact]
    public async Task Others_can_ask_whether_a_worker_runs()
    {
        Assert.False(InstanceLock.IsHeld(_directory));
        using var first = await Acquire();
        Assert.True(InstanceLock.IsHeld(_directory));
    }

    [Fact]
    public async Task A_worker_starts_while_others_keep_asking()
    {
        using var stop = new CancellationTokenSource();
        var asking = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) InstanceLock.IsHeld(_directory);
        });
        for (var i = 0; i < 20; i++) (await Acquire()).Dispose();
        await stop.CancelAsync();
        await asking;
    }

    /// <summary>util-linux's flock takes the same kind of lock as .NET does, in a process that can be killed.</summary>
    [Fact]
    public async Task A_killed_worker_leaves_no_lock_behind()
    {
        await File.WriteAllTextAsync(LockFile, "");
        using var worker = Process.Start(new ProcessStartInfo("flock", [LockFile, "sh", "-c", "echo held; exec sleep 60"]) { RedirectStandardOutput = true })!;
        Assert.Equal("held", await worker.StandardOutput.ReadLineAsync());
        Assert.True(InstanceLock.IsHeld(_directory));

        worker.Kill(entireProcessTree: true);
        await worker.WaitForExitAsync();

        (await Acquire()).Dispose();
    }

    private Task<InstanceLock> Acquire() => InstanceLock.Acquire(_directory, TimeProvider.System, CancellationToken.None);
}
