using System.Globalization;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>Keeps a floor of free space: below it nothing new is taken in and no stage begins.</summary>
public sealed class DiskGuard(WorkRoot root, WorkerOptions options)
{
    /// <summary>What is wrong, for people, or null while there is room.</summary>
    /// <param name="needed">Bytes that the next step will write, where known.</param>
    public string? Problem(long needed = 0)
    {
        Directory.CreateDirectory(root.Path);
        var free = new DriveInfo(root.Path).AvailableFreeSpace;
        var floor = options.MinFreeMiB * 1024 * 1024;
        return free - needed >= floor
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"The worker's disk is full: {free >> 20} MiB free, {(floor + needed) >> 20} MiB needed. Free some space; work goes on by itself.");
    }

    /// <exception cref="JobFailureException">Local <c>disk-full</c>.</exception>
    public void Require(long needed = 0)
    {
        if (Problem(needed) is { } problem) throw new JobFailureException(ErrorClass.Local, "disk-full", problem);
    }
}
