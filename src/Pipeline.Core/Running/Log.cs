using Microsoft.Extensions.Logging;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>Log events of a run; job id and channel come from <see cref="JobScope"/>.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Job taken, attempt {Attempt} (recovered: {Recovered}), from {Stage}")]
    public static partial void Claimed(ILogger log, int attempt, bool recovered, JobStage stage);

    [LoggerMessage(101, LogLevel.Information, "{Stage} begins")]
    public static partial void StageBegins(ILogger log, JobStage stage);

    [LoggerMessage(102, LogLevel.Information, "{Stage} done")]
    public static partial void StageDone(ILogger log, JobStage stage);

    [LoggerMessage(103, LogLevel.Information, "Job complete at attempt {Attempt}")]
    public static partial void Completed(ILogger log, int attempt);

    [LoggerMessage(104, LogLevel.Warning, "Job failed: {Class} {Code}: {Sentence} {Detail}")]
    public static partial void Failed(ILogger log, ErrorClass @class, string code, string sentence, string? detail);

    [LoggerMessage(105, LogLevel.Information, "Job given back: the worker stops")]
    public static partial void GivenBack(ILogger log);

    [LoggerMessage(106, LogLevel.Warning, "Another run owns this job now; this one changes nothing more")]
    public static partial void ClaimLost(ILogger log);

    [LoggerMessage(107, LogLevel.Error, "Unexpected failure")]
    public static partial void Surprise(ILogger log, Exception e);

    [LoggerMessage(108, LogLevel.Warning, "Could not read the row of a running job")]
    public static partial void WatchFailed(ILogger log, Exception e);

    [LoggerMessage(109, LogLevel.Information, "Engine asked to listen to piece {Piece}, from {Start:0.0} s ({Seconds:0.0} s)")]
    public static partial void AsksEngine(ILogger log, int piece, double start, double seconds);

    [LoggerMessage(111, LogLevel.Information, "Job left alone: {Reason}")]
    public static partial void Left(ILogger log, string reason);

    [LoggerMessage(112, LogLevel.Information, "The row could not be read before the start: {Reason}")]
    public static partial void RowUnread(ILogger log, string reason);

    [LoggerMessage(121, LogLevel.Warning, "A late claim of another worker ({Claim}) has covered ours in the row; ours is put back")]
    public static partial void Reclaimed(ILogger log, string claim);

    [LoggerMessage(122, LogLevel.Error, "The row's claim is not looked after any more")]
    public static partial void ClaimNotHeld(ILogger log, Exception e);

    [LoggerMessage(118, LogLevel.Information, "{Stage} could not begin early ({Code}); it begins at its turn. {Detail}")]
    public static partial void EarlyWorkGivenUp(ILogger log, JobStage stage, string code, string detail);

    [LoggerMessage(119, LogLevel.Warning, "{Stage} could not begin early; it begins at its turn")]
    public static partial void EarlyWorkFailed(ILogger log, Exception e, JobStage stage);

    [LoggerMessage(120, LogLevel.Information, "Video: {Line}")]
    public static partial void VideoMade(ILogger log, string line);
}
