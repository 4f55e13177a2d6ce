using Pipeline.Adapters.Notion;

namespace Pipeline.Tests.Notion;

public sealed class NotionIdTests
{
    private const string Id = "248104cd-477e-80fd-b757-e945d38000bd";

    [Theory]
    [InlineData("248104cd477e80fdb757e945d38000bd")]
    [InlineData("248104cd-477e-80fd-b757-e945d38000bd")]
    [InlineData("https://www.notion.so/team/248104cd477e80fdb757e945d38000bd?v=11111111111111111111111111111111")]
    [InlineData("https://www.notion.so/team/Videos-of-2026-248104cd477e80fdb757e945d38000bd")]
    public void An_id_is_found_however_it_was_pasted(string pasted) => Assert.Equal(Id, NotionId.Parse(pasted));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Videos")]
    [InlineData("https://www.notion.so/team?v=248104cd477e80fdb757e945d38000bd")]
    public void What_is_no_id_is_none(string? pasted) => Assert.Null(NotionId.Parse(pasted));
}
