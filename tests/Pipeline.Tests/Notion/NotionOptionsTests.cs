using Pipeline.Adapters.Notion;
using Pipeline.Core.Board;

namespace Pipeline.Tests.Notion;

public sealed class NotionOptionsTests
{
    public static TheoryData<NotionOptions, string> Mistakes => new()
    {
        { new NotionOptions { BaseAddress = "http://api.notion.com/" }, "Notion:BaseAddress" },
        { new NotionOptions { BaseAddress = "notion" }, "Notion:BaseAddress" },
        { new NotionOptions { Token = "ntn_a\n" }, "Notion:Token" },
        { new NotionOptions { Version = "" }, "Notion:Version" },
        { new NotionOptions { RequestsPerSecond = 0 }, "Notion:RequestsPerSecond" },
        { new NotionOptions { RequestsPerSecond = double.NaN }, "Notion:RequestsPerSecond" },
        { new NotionOptions { Burst = 0 }, "Notion:Burst" },
        { new NotionOptions { TimeoutSeconds = 301 }, "Notion:TimeoutSeconds" },
        { new NotionOptions { SchemaMaxAgeMinutes = 0 }, "Notion:SchemaMaxAgeMinutes" },
    };

    [Fact]
    public void The_defaults_are_in_order()
    {
        Assert.Empty(new NotionOptions().Problems());
        Assert.Empty(new BoardOptions().Problems());
    }

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void A_mistake_names_its_setting(NotionOptions options, string path) =>
        Assert.StartsWith(path, Assert.Single(options.Problems()), StringComparison.Ordinal);

    [Fact]
    public void A_mistake_in_the_token_does_not_repeat_the_token() =>
        Assert.DoesNotContain("ntn_a", Assert.Single(new NotionOptions { Token = "ntn_a b" }.Problems()), StringComparison.Ordinal);
}
