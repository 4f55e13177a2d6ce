using Microsoft.Extensions.Logging;

namespace Pipeline.Core.Intake;

/// <summary>Log events of a channel's first contact with its table.</summary>
internal static partial class FirstContactLog
{
    [LoggerMessage(160, LogLevel.Warning, "Channel {Channel} meets its table for the first time: {Count} rows are left alone ({Choice}). {Backlog} To take them as well: pipeline init --channel {Channel} --existing all. One of them: set its status to something else, wait a moment, set it again.")]
    public static partial void LeftAlone(ILogger log, string channel, int count, ExistingRows choice, Backlog backlog);

    [LoggerMessage(161, LogLevel.Information, "Channel {Channel}: {Count} old rows have been touched by a person; when they ask again they are taken")]
    public static partial void Released(ILogger log, string channel, int count);
}
