using System.Globalization;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Core.Running;

/// <summary>Keeps a floor of free space: below it nothing new is taken in and no stage begins.</summary>
public sealed class DiskGuard(WorkRoot root, DiskFloor floor)
{
    /// <summary>What is wrong, for people, or null while there is room.</summary>
    /// <param name="needed">Bytes that the next step will write, where known.</param>
    public string? Problem(long needed = 0)
    {
        Directory.CreateDirectory(root.Path);
        var free = new DriveInfo(root.Path).AvailableFreeSpace;
        return free - needed >= floor.Bytes
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"The worker's disk is full: {free >> 20} MiB free, {(floor.Bytes + needed) >> 20} MiB needed. The operator must make room; then it goes on by itself.");
    }

    /// <exception cref="JobFailureException">Local <c>disk-full</c>.</exception>
    public void Require(long needed = 0)
    {
        if (Problem(needed) is { } problem) throw new JobFailureException(ErrorClass.Local, "disk-full", problem);
    }
}
