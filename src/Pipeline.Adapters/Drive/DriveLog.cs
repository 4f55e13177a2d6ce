using Microsoft.Extensions.Logging;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Drive;

/// <summary>Log events of this folder. Never an address: sessions are bearer capabilities.</summary>
internal static partial class DriveLog
{
    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, Message = "Drive call is tried again after failure {Failures}: {Fault}")]
    public static partial void CallRetried(this ILogger log, DriveFault fault, int failures);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Information, Message = "Upload of {Kind} (job {JobId}) goes on at byte {Stored} of {Total}")]
    public static partial void UploadResumed(this ILogger log, JobId jobId, ArtifactKind kind, long stored, long total);

    [LoggerMessage(EventId = 3103, Level = LogLevel.Warning,
        Message = "Upload of {Kind} (job {JobId}) failed at byte {Stored}, failure {Failures} in a row: {Fault}")]
    public static partial void ChunkFailed(this ILogger log, JobId jobId, ArtifactKind kind, long stored, int failures, DriveFault fault);

    [LoggerMessage(EventId = 3104, Level = LogLevel.Warning, Message = "Upload session of {Kind} (job {JobId}) is given up: {Why}")]
    public static partial void SessionGivenUp(this ILogger log, JobId jobId, ArtifactKind kind, string why);

    [LoggerMessage(EventId = 3105, Level = LogLevel.Information, Message = "{Kind} (job {JobId}) is in Drive already and is not sent again")]
    public static partial void AlreadyThere(this ILogger log, JobId jobId, ArtifactKind kind);
}
