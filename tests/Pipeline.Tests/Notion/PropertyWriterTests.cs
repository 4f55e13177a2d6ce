using System.Text.Json.Nodes;
using Pipeline.Adapters.Notion;
using Pipeline.Core.Board;

namespace Pipeline.Tests.Notion;

/// <summary>Every kind of value held against every kind of column (contract notion-api.md §3).</summary>
public sealed class PropertyWriterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(1));

    public static TheoryData<string, string, string?> Table => new()
    {
        { "title", "text", """{"title":[{"type":"text","text":{"content":"Error"}}]}""" },
        { "title", "number", """{"title":[{"type":"text","text":{"content":"12.5"}}]}""" },
        { "title", "null", """{"title":[]}""" },
        { "rich_text", "text", """{"rich_text":[{"type":"text","text":{"content":"Error"}}]}""" },
        { "rich_text", "moment", """{"rich_text":[{"type":"text","text":{"content":"2026-11-22 11:00 UTC"}}]}""" },
        { "rich_text", "link", """{"rich_text":[{"type":"text","text":{"content":"talk.txt","link":{"url":"https://drive.example/1"}}}]}""" },
        { "rich_text", "null", """{"rich_text":[]}""" },
        { "url", "link", """{"url":"https://drive.example/1"}""" },
        { "url", "text", """{"url":"Error"}""" },
        { "url", "null", """{"url":null}""" },
        { "url", "number", null },
        { "url", "moment", null },
        { "number", "number", """{"number":12.5}""" },
        { "number", "digits", """{"number":42}""" },
        { "number", "null", """{"number":null}""" },
        { "number", "no amount", """{"number":null}""" },
        { "number", "infinity", null },
        { "number", "text", null },
        { "number", "link", null },
        { "date", "moment", """{"date":{"start":"2026-11-22T11:00:00Z"}}""" },
        { "date", "day", """{"date":{"start":"2026-11-22"}}""" },
        { "date", "no moment", """{"date":null}""" },
        { "date", "text", null },
        { "date", "number", null },
        { "select", "text", """{"select":{"name":"ERROR"}}""" },
        { "select", "commas", """{"select":{"name":"Doe; Jane"}}""" },
        { "select", "null", """{"select":null}""" },
        { "select", "link", null },
        { "status", "text", """{"status":{"name":"ERROR"}}""" },
        { "status", "null", """{"status":null}""" },
        { "multi_select", "commas", """{"multi_select":[{"name":"Doe"},{"name":"Jane"}]}""" },
        { "multi_select", "text", """{"multi_select":[{"name":"ERROR"}]}""" },
        { "multi_select", "null", """{"multi_select":[]}""" },
        { "files", "link", """{"files":[{"name":"talk.txt","type":"external","external":{"url":"https://drive.example/1"}}]}""" },
        { "files", "address", """{"files":[{"name":"b.srt","type":"external","external":{"url":"https://x.example/a/b.srt?c=d"}}]}""" },
        { "files", "null", """{"files":[]}""" },
        { "files", "text", null },
        { "checkbox", "true", """{"checkbox":true}""" },
        { "checkbox", "number", """{"checkbox":true}""" },
        { "checkbox", "null", """{"checkbox":false}""" },
        { "checkbox", "text", null },
        { "formula", "text", null },
        { "people", "text", null },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_value_takes_the_form_that_the_column_needs_or_is_left_out(string type, string value, string? expected)
    {
        var column = new NotionColumn("id", "Column", type, type is "select" or "status" or "multi_select" ? ["Queued", "ERROR"] : []);

        var fitted = PropertyWriter.Fit(column, Value(value));

        if (expected is null)
            Assert.Contains($"\"Column\" is of the kind {type}", Assert.IsType<FittedValue.Unfit>(fitted).Reason, StringComparison.Ordinal);
        else
            Assert.Equal(expected, Assert.IsType<FittedValue.Ready>(fitted).Json.ToJsonString(NotionClient.Json));
    }

    [Fact]
    public void A_status_option_that_does_not_exist_is_named()
    {
        var fitted = PropertyWriter.Fit(new NotionColumn("id", "Status", "status", ["Done"]), new BoardValue.Text("Downloading"));

        Assert.Equal(new FittedValue.NoOption("Downloading"), fitted);
    }

    [Theory]
    [InlineData(2000, 2000)]
    [InlineData(2001, 2000)]
    [InlineData(5000, 2000)]
    public void Text_is_cut_to_2000_units(int length, int written)
    {
        Assert.Equal(written, Content(new string('x', length)).Length);
    }

    [Fact]
    public void A_cut_never_splits_a_surrogate_pair()
    {
        // The pair lies across the place where the cut would fall.
        var content = Content(new string('x', 1998) + "😀😀");

        Assert.Equal(new string('x', 1998) + "…", content);
    }

    [Fact]
    public void Half_a_surrogate_pair_from_outside_is_written_as_something_valid()
    {
        var json = PropertyWriter.Fit(new NotionColumn("id", "Text", "rich_text", []), new BoardValue.Text("a\ud800b"));

        Assert.NotNull(JsonNode.Parse(((FittedValue.Ready)json).Json.ToJsonString(NotionClient.Json)));
    }

    [Theory]
    [InlineData("url")]
    [InlineData("files")]
    [InlineData("rich_text")]
    public void A_link_that_is_too_long_for_Notion_is_not_written(string type)
    {
        var link = new BoardValue.Link("https://x.example/" + new string('a', 2000), "a");

        var fitted = PropertyWriter.Fit(new NotionColumn("id", "Link", type, []), link);

        Assert.Contains("longer than the 2000", Assert.IsType<FittedValue.Unfit>(fitted).Reason, StringComparison.Ordinal);
    }

    private static BoardValue Value(string name) => name switch
    {
        "text" => new BoardValue.Text("Error"),
        "null" => new BoardValue.Text(null),
        "digits" => new BoardValue.Text("42"),
        "day" => new BoardValue.Text("2026-11-22"),
        "commas" => new BoardValue.Text("Doe, Jane"),
        "address" => new BoardValue.Text("https://x.example/a/b.srt?c=d"),
        "true" => new BoardValue.Text("true"),
        "number" => new BoardValue.Number(12.5),
        "no amount" => new BoardValue.Number(null),
        "infinity" => new BoardValue.Number(double.PositiveInfinity),
        "moment" => new BoardValue.Moment(Noon),
        "no moment" => new BoardValue.Moment(null),
        "link" => new BoardValue.Link("https://drive.example/1", "talk.txt"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static string Content(string text)
    {
        var fitted = PropertyWriter.Fit(new NotionColumn("id", "Text", "rich_text", []), new BoardValue.Text(text));
        return (string)((FittedValue.Ready)fitted).Json["rich_text"]![0]!["text"]!["content"]!;
    }
}
