using Pipeline.Core.Channels;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Conventions;

public sealed class ChannelExampleTests
{
    private const string Example = "config/channels.example.json";

    /// <summary>Somebody copies the file and puts ids in; nothing else may be needed.</summary>
    [Fact]
    public void The_example_is_accepted_as_soon_as_it_has_ids()
    {
        var channels = ChannelsFile.Parse(RepositoryRoot.Read(Example).Replace("\"database\": \"\"", "\"database\": \"248104cd477e80fdb757e945d38000bd\"", StringComparison.Ordinal), Example);
        Assert.Equal(
            ["audit-process", "drive-uploads", "drive-uploads-skip", "education", "market-analysis-streams", "market-outlook", "mhc-recordings"],
            channels.All.Select(c => c.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_example_as_it_is_says_what_is_missing()
    {
        var refused = Assert.Throws<ChannelsFileException>(() => ChannelsFile.Parse(RepositoryRoot.Read(Example), Example));
        Assert.Contains("channels.audit-process.trigger: polling needs database", refused.Message, StringComparison.Ordinal);
    }
}
