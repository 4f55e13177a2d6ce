namespace Pipeline.Tests.Sandbox;

/// <summary>Property values, contract notion-api.md §3 and §8.</summary>
public sealed class NotionPropertyTests(NotionFixture notion) : IClassFixture<NotionFixture>
{
    [Fact]
    public async Task A_select_creates_the_option_it_does_not_know()
    {
        var row = notion.AddRow();
        await notion.PatchAsync(row, """{"Choice":{"select":{"name":"Brand new"}}}""");
        var schema = await notion.OkAsync("GET", $"v1/data_sources/{notion.Table.DataSourceId}");
        var option = schema["properties"]!["Choice"]!["select"]!["options"]!.AsArray().Single(option => (string?)option!["name"] == "Brand new");
        Assert.Equal("default", (string?)option!["color"]);
    }

    [Fact]
    public async Task A_select_refuses_commas_and_another_color()
    {
        var row = notion.AddRow();
        Assert.Contains("commas not allowed", (await notion.PatchRefusedAsync(row, """{"Choice":{"select":{"name":"a,b"}}}""")).Message, StringComparison.Ordinal);
        var refused = await notion.PatchRefusedAsync(row, """{"Choice":{"select":{"name":"Done","color":"red"}}}""");
        Assert.Equal("Select option color doesn't match existing.", refused.Message);
    }

    [Fact]
    public async Task A_status_refuses_the_option_it_does_not_know_and_null_means_the_first_to_do()
    {
        var row = notion.AddRow("row", ("Status", "Done"));
        Assert.Equal(
            (400, "validation_error", "Invalid status option. Status option \"Nope\" does not exist\"."),
            await notion.PatchRefusedAsync(row, """{"Status":{"status":{"name":"Nope"}}}"""));
        await notion.PatchAsync(row, """{"Status":{"status":null}}""");
        Assert.Equal("Not started", notion.Notion.GetText(row, "Status"));
    }

    [Theory]
    [InlineData("""{"Foo":{"number":1}}""", "Foo is not a property that exists.")]
    [InlineData("""{"Status":{"select":{"name":"Done"}}}""", "Status is expected to be status.")]
    [InlineData("""{"Choice":{"select":{"name":"Done","extra":1}}}""", "body failed validation: body.properties.Choice.select.extra should be not present, instead was `1`.")]
    [InlineData("""{"Date":{"date":{"start":"2022/01/02"}}}""", "body failed validation: body.properties.Date.date.start should be a valid ISO 8601 date string, instead was `\"2022/01/02\"`.")]
    [InlineData("""{"Count":{"number":"1"}}""", "body failed validation: body.properties.Count.number should be a number, instead was `\"1\"`.")]
    [InlineData("""{"Text":{"rich_text":[{"text":{}}]}}""", "body failed validation: body.properties.Text.rich_text[0].text.content should be defined, instead was undefined")]
    public async Task A_wrong_value_is_refused_with_its_place(string properties, string message) =>
        Assert.Equal((400, "validation_error", message), await notion.PatchRefusedAsync(notion.AddRow(), properties));

    [Fact]
    public async Task A_created_time_cannot_be_written() =>
        Assert.Equal(400, (await notion.PatchRefusedAsync(notion.AddRow(), """{"Created":{"created_time":"2026-01-01"}}""")).Status);

    [Theory]
    [InlineData(2000, 200)]
    [InlineData(2001, 400)]
    public async Task A_text_and_an_address_hold_2000_characters(int length, int expected)
    {
        var row = notion.AddRow();
        var text = await notion.SendAsync("PATCH", $"v1/pages/{row}", $$$$"""{"properties":{"Text":{"rich_text":[{"text":{"content":"{{{{new string('x', length)}}}}"}}]}}}""");
        var link = await notion.SendAsync("PATCH", $"v1/pages/{row}", $$$$"""{"properties":{"Link":{"url":"{{{{new string('x', length)}}}}"}}}""");
        Assert.Equal((expected, expected), (text.Status, link.Status));
        if (expected == 400)
        {
            Assert.Equal("body failed validation: body.properties.Text.rich_text[0].text.content.length should be ≤ `2000`, instead was `2001`.", (string?)text.Body["message"]);
            Assert.Equal("body failed validation: body.properties.Link.url.length should be ≤ `2000`, instead was `2001`.", (string?)link.Body["message"]);
        }
    }

    [Fact]
    public async Task A_rich_text_has_at_most_100_items()
    {
        var items = string.Join(',', Enumerable.Repeat("""{"text":{"content":"x"}}""", 101));
        var refused = await notion.PatchRefusedAsync(notion.AddRow(), $$$"""{"Text":{"rich_text":[{{{items}}}]}}""");
        Assert.Equal("body failed validation: body.properties.Text.rich_text.length should be ≤ `100`, instead was `101`.", refused.Message);
    }

    [Fact]
    public async Task Rich_text_is_answered_with_annotations_plain_text_and_href()
    {
        var page = await notion.PatchAsync(notion.AddRow(), """{"Text":{"rich_text":[{"text":{"content":"x","link":{"url":"https://e.com"}},"annotations":{"code":true}}]}}""");
        Assert.Equal(
            """{"type":"text","text":{"content":"x","link":{"url":"https://e.com"}},"annotations":{"bold":false,"italic":false,"strikethrough":false,"underline":false,"code":true,"color":"default"},"plain_text":"x","href":"https://e.com"}""",
            page["properties"]!["Text"]!["rich_text"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task Every_kind_of_value_comes_back_as_it_was_written()
    {
        var page = await notion.PatchAsync(notion.AddRow(), """
            {"Count":{"number":12.5},"Ready":{"checkbox":true},"Tags":{"multi_select":[{"name":"a"},{"name":"b"}]},
             "Date":{"date":{"start":"2026-11-22T10:00:00+01:00"}},
             "Files":{"files":[{"name":"t.srt","type":"external","external":{"url":"https://e.com/t.srt"}}]},
             "People":{"people":[{"id":"b0700000-0000-4000-8000-000000000001"}]}}
            """);
        var values = page["properties"]!;
        Assert.Equal(12.5, (double)values["Count"]!["number"]!);
        Assert.True((bool)values["Ready"]!["checkbox"]!);
        Assert.Equal(["a", "b"], values["Tags"]!["multi_select"]!.AsArray().Select(tag => (string)tag!["name"]!));
        Assert.Equal("""{"start":"2026-11-22T10:00:00.000+01:00","end":null,"time_zone":null}""", Pretty(values["Date"]!["date"]!));
        Assert.Equal("https://e.com/t.srt", (string?)values["Files"]!["files"]![0]!["external"]!["url"]);
        Assert.Equal("user", (string?)values["People"]!["people"]![0]!["object"]);
    }

    [Fact]
    public async Task A_time_zone_wants_times_without_offset_and_is_answered_as_offset()
    {
        var page = await notion.PatchAsync(notion.AddRow(), """{"Date":{"date":{"start":"2026-07-01T10:00:00","time_zone":"Europe/Berlin"}}}""");
        Assert.Equal("2026-07-01T10:00:00.000+02:00", (string?)page["properties"]!["Date"]!["date"]!["start"]);
        Assert.Equal(400, (await notion.PatchRefusedAsync(notion.AddRow(), """{"Date":{"date":{"start":"2026-07-01","time_zone":"Europe/Berlin"}}}""")).Status);
    }

    [Fact]
    public async Task One_bad_value_leaves_the_whole_page_as_it_was()
    {
        var row = notion.AddRow("row", ("Choice", "Queued"));
        await notion.PatchRefusedAsync(row, """{"Choice":{"select":{"name":"Done"}},"Count":{"number":"x"}}""");
        Assert.Equal("Queued", notion.Notion.GetText(row, "Choice"));
    }

    [Fact]
    public async Task The_status_history_keeps_every_write_even_of_the_same_word()
    {
        var row = notion.AddRow("row", ("Choice", "Queued"));
        notion.Time.Step(TimeSpan.FromSeconds(5));
        await notion.PatchAsync(row, """{"Choice":{"select":{"name":"Queued"}}}""");
        var history = notion.Notion.StatusHistory(row, "Choice");
        Assert.Equal([("Queued", true), ("Queued", false)], history.Select(change => (change.Word, change.ByPerson)));
        Assert.Equal(TimeSpan.FromSeconds(5), history[1].At - history[0].At);
    }

    private static string Pretty(System.Text.Json.Nodes.JsonNode node) => node.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal);
}
