using System.Text;
using Pipeline.Adapters.Notion;
using Pipeline.Core.Board;

namespace Pipeline.Tests.Notion;

public sealed class BlockBatchTests
{
    [Fact]
    public void A_request_holds_at_most_100_blocks()
    {
        PageParagraph[] paragraphs = [.. Enumerable.Range(0, 250).Select(n => Plain($"paragraph {n}"))];

        Assert.Equal([100, 100, 50], Sizes(paragraphs));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("語")]
    public void A_request_stays_below_450_KB_of_UTF_8(string letter)
    {
        PageParagraph[] paragraphs = [.. Enumerable.Repeat(Plain(string.Concat(Enumerable.Repeat(letter, 2000))), 230)];

        for (var from = 0; from < paragraphs.Length;)
        {
            var batch = BlockBatch.Take(paragraphs, from);
            Assert.InRange(Encoding.UTF8.GetByteCount(batch.ToJsonString(NotionClient.Json)), 1, 450_000 + 2);
            from += batch.Count;
        }

        Assert.Equal(230, Sizes(paragraphs).Sum());
    }

    [Fact]
    public void A_paragraph_beyond_the_limit_stays_one_block_and_loses_nothing()
    {
        var text = string.Concat(Enumerable.Repeat("0123456789😀", 500));

        var items = BlockBatch.Take([Plain(text)], 0)[0]!["paragraph"]!["rich_text"]!.AsArray();

        string[] contents = [.. items.Select(item => (string)item!["text"]!["content"]!)];
        Assert.All(contents, content => Assert.InRange(content.Length, 1, 2000));
        Assert.All(contents, content => Assert.False(char.IsHighSurrogate(content[^1])));
        Assert.Equal(text, string.Concat(contents));
    }

    [Fact]
    public void A_paragraph_begins_with_its_time_as_a_link_and_doubtful_words_look_so()
    {
        var paragraph = new PageParagraph("1:02", "https://v.example/?t=62s", [new TextRun("Sure."), new TextRun("[perhaps?]", Doubtful: true)]);

        var items = BlockBatch.Take([paragraph], 0)[0]!["paragraph"]!["rich_text"]!.AsArray();

        Assert.Equal(["1:02", " Sure.", " [perhaps?]"], items.Select(item => (string)item!["text"]!["content"]!));
        Assert.Equal("https://v.example/?t=62s", (string?)items[0]!["text"]!["link"]!["url"]);
        Assert.Equal([true, null, true], items.Select(item => (bool?)(item!["annotations"]?["bold"] ?? item["annotations"]?["italic"])));
        Assert.Equal("1:02 Sure. [perhaps?]", paragraph.Text);
    }

    [Fact]
    public void A_paragraph_of_very_many_runs_still_fits_into_a_block()
    {
        var paragraph = new PageParagraph("0:00", null, [.. Enumerable.Range(0, 150).Select(n => new TextRun($"word{n}", n % 2 == 0))]);

        var items = BlockBatch.Take([paragraph], 0)[0]!["paragraph"]!["rich_text"]!.AsArray();

        Assert.InRange(items.Count, 1, 100);
        Assert.Equal(paragraph.Text, string.Concat(items.Select(item => (string)item!["text"]!["content"]!)));
    }

    private static PageParagraph Plain(string text) => new("", null, [new TextRun(text)]);

    private static List<int> Sizes(PageParagraph[] paragraphs)
    {
        var sizes = new List<int>();
        while (sizes.Sum() < paragraphs.Length) sizes.Add(BlockBatch.Take(paragraphs, sizes.Sum()).Count);
        return sizes;
    }
}
