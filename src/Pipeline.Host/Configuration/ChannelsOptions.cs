using Pipeline.Core.Configuration;

namespace Pipeline.Host.Configuration;

/// <summary>Section <c>Channels</c>.</summary>
public sealed class ChannelsOptions : ICheckedOptions
{
    /// <summary>The file with the channels, relative to the working directory.</summary>
    public string File { get; set; } = "config/channels.json";

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(File)) yield return "Channels:File is empty. Name the file with the channels.";
    }
}
