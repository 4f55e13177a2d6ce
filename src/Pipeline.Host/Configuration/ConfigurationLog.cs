namespace Pipeline.Host.Configuration;

/// <summary>Log events of the settings and the channels file.</summary>
internal static partial class ConfigurationLog
{
    [LoggerMessage(350, LogLevel.Information, "{File} was edited: {Count} channels are in use now; jobs under way keep theirs")]
    public static partial void ChannelsTaken(ILogger log, string file, int count);

    [LoggerMessage(351, LogLevel.Error, "The edit is not taken up, the channels stay as they were: {Problem}")]
    public static partial void ChannelsRefused(ILogger log, string problem);
}
