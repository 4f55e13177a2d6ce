using Pipeline.Core.Configuration;

namespace Pipeline.Host.Configuration;

/// <summary>Section <c>Channels</c>.</summary>
public sealed class ChannelsOptions : ICheckedOptions
{
    /// <summary>The file with the channels, relative to the working directory.</summary>
    public string File { get; set; } = "config/channels.json";

    /// <summary>Seconds between two looks whether the file was edited, 0.1–3600.</summary>
    public double ReloadSeconds { get; set; } = 2;

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(File)) yield return "Channels:File is empty. Name the file with the channels.";
        if (ReloadSeconds is not (>= 0.1 and <= 3600)) yield return $"Channels:ReloadSeconds is {ReloadSeconds}; it must be 0.1–3600.";
    }
}
