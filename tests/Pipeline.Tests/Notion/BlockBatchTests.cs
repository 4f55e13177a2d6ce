using System.Text;
using Pipeline.Adapters.Notion;

namespace Pipeline.Tests.Notion;

public sealed class BlockBatchTests
{
    [Fact]
    public void A_request_holds_at_most_100_blocks()
    {
        string[] paragraphs = [.. Enumerable.Range(0, 250).Select(n => $"paragraph {n}")];

        Assert.Equal([100, 100, 50], Sizes(paragraphs));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("語")]
    public void A_request_stays_below_450_KB_of_UTF_8(string letter)
    {
        string[] paragraphs = [.. Enumerable.Repeat(string.Concat(Enumerable.Repeat(letter, 2000)), 230)];

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

        var items = BlockBatch.Take([text], 0)[0]!["paragraph"]!["rich_text"]!.AsArray();

        string[] contents = [.. items.Select(item => (string)item!["text"]!["content"]!)];
        Assert.All(contents, content => Assert.InRange(content.Length, 1, 2000));
        Assert.All(contents, content => Assert.False(char.IsHighSurrogate(content[^1])));
        Assert.Equal(text, string.Concat(contents));
    }

    private static List<int> Sizes(string[] paragraphs)
    {
        var sizes = new List<int>();
        while (sizes.Sum() < paragraphs.Length) sizes.Add(BlockBatch.Take(paragraphs, sizes.Sum()).Count);
        return sizes;
    }
}
