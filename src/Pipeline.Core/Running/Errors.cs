using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>The runner's own failures, worded for the row.</summary>
internal static class Errors
{
    private const int NoSpaceLeft = 28; // ENOSPC: on Unix the result code of an IOException is errno
    private const int QuotaExceeded = 122; // EDQUOT

    /// <summary>A disk that fills up between two looks of <see cref="DiskGuard"/> surprises whoever writes; it is no fault of the job.</summary>
    public static JobError Unexpected(Exception e) => e is IOException { HResult: NoSpaceLeft or QuotaExceeded } ? DiskFull(e) : new(
        ErrorClass.Transient, "unexpected", "Something unexpected went wrong in the worker; if it stays, the operator finds the details in the log.",
        e.ToString());

    private static JobError DiskFull(Exception e) => new(
        ErrorClass.Local, "disk-full", "The worker's disk is full. The operator must make room there; then the video goes on by itself.", e.Message);

    public static JobError ChannelGone(string channel) => new(
        ErrorClass.Operator, "channel-gone", $"The channel '{channel}' is no longer in config/channels.json. Ask the operator to put it back, then set the row back.");

    public static JobError TimeLimit(JobId id, double hours) => new(
        ErrorClass.Permanent, "time-limit", FormattableString.Invariant($"Task {id} exceeded time limit ({hours:0.##} h). Split the video, or ask the operator to raise Worker:JobTimeLimitHours, then set the row back."));

    public static JobError Stuck(double minutes) => new(
        ErrorClass.Transient, "stuck", FormattableString.Invariant($"Nothing moved for {minutes:0.#} minutes, so the run was stopped."));

    public static JobError KillsItsWorker(int deaths) => new(
        ErrorClass.Permanent, "kills-worker", $"The worker died {deaths} times in a row at this video without getting any further, so it is left alone. Ask the operator to look at the log, then set the row back.");
}
