namespace Pipeline.Core.Channels;

/// <summary>config/channels.json is missing or wrong.</summary>
public sealed class ChannelsFileException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>One sentence each, with the path of the key.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
