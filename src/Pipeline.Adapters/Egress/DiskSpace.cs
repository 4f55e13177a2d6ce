using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Egress;

/// <summary>Says "disk full" in time, and says it in one way.</summary>
public static class DiskSpace
{
    private const int NoSpaceLeft = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT

    /// <summary>Refuses when less than <paramref name="floor"/> would stay free after <paramref name="needed"/> more bytes.</summary>
    /// <exception cref="JobFailureException">Local <c>disk-full</c>.</exception>
    public static void Require(string directory, long needed, long floor)
    {
        if (Problem(directory, needed, floor) is { } problem) throw problem;
    }

    /// <summary>The same as a value; null: there is room.</summary>
    public static JobFailureException? Problem(string directory, long needed, long floor)
    {
        var free = new DriveInfo(directory).AvailableFreeSpace;
        return free - needed < floor ? Full($"{free >> 20} MiB free, {needed >> 20} MiB needed, {floor >> 20} MiB must stay free") : null;
    }

    /// <summary>On Unix the result code of an IOException is errno.</summary>
    public static bool IsFull(IOException e) => e.HResult is NoSpaceLeft or QuotaExceeded;

    public static JobFailureException Full(string detail, Exception? inner = null) => new(
        ErrorClass.Local, "disk-full", "The worker's disk is full. The operator must make room there; then the video goes on by itself.", detail, inner);
}
