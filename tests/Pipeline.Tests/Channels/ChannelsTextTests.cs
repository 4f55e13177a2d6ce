using Pipeline.Core.Channels;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Channels;

/// <summary>What <c>init</c> changes in a person's file, and what it leaves as it was.</summary>
public sealed class ChannelsTextTests
{
    private const string Id = "248104cd477e80fdb757e945d38000bd";
    private const string Entry = """{ "action": "update_origin" }""";

    [Fact]
    public void A_channel_is_added_and_every_other_letter_stays()
    {
        const string File = """
            {
              // ours — «déjà vu» 🎬
              "channels": {
                /* the first */ "a": { "action": "update_origin", }, // with a comma too many
              },
            }
            """;
        var text = ChannelsText.AddChannel(File, "b", Entry);
        Assert.Equal(["a", "b"], ChannelsFile.Parse(text, "x").All.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal(File, text.Replace($"\n    \"b\": {Entry},\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_channel_goes_into_an_empty_file() =>
        Assert.Equal("a", Assert.Single(ChannelsFile.Parse(ChannelsText.AddChannel("""{ "channels": {} }""", "a", Entry), "x").All).Name);

    [Theory]
    [InlineData("""{"channels":{"a":{"action":"update_origin","database":""}}}""")]
    [InlineData("""{"channels":{"a":{"database": null /* here */, "action":"update_origin"}}}""")]
    [InlineData("""{"channels":{"a":{"action":"update_origin"}}}""")]
    public void A_channel_gets_its_database(string file)
    {
        Assert.Null(ChannelsText.DatabaseOf(file, "a"));
        Assert.Equal(Id, Assert.Single(ChannelsFile.Parse(ChannelsText.SetDatabase(file, "a", Id), "x").All).Database);
    }

    [Fact]
    public void The_example_takes_an_id_and_keeps_its_comments()
    {
        var example = RepositoryRoot.Read("config/channels.example.json");
        var text = ChannelsText.SetDatabase(example, "audit-process", Id);
        Assert.Equal(Id, ChannelsFile.Parse(text, "x").Find("audit-process")!.Database);
        Assert.Equal(example, text.Replace(Id, "", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_there_is_found_and_what_is_not_is_not()
    {
        const string File = """{"other":{"channels":{"x":{}}},"channels":{"a":{"database":"D"}}}""";
        Assert.True(ChannelsText.Has(File, "a"));
        Assert.False(ChannelsText.Has(File, "x"));
        Assert.Equal("\"D\"", ChannelsText.DatabaseOf(File, "a"));
        Assert.True(ChannelsText.IsEmpty("""{"channels":{}}"""));
    }
}
