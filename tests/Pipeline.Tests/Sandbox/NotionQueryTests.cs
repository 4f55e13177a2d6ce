using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion;

namespace Pipeline.Tests.Sandbox;

/// <summary>Queries and search; each test has a Sandbox of its own because they look at whole tables.</summary>
public sealed class NotionQueryTests : IAsyncLifetime
{
    private readonly NotionFixture notion = new();

    public ValueTask InitializeAsync() => notion.InitializeAsync();

    public ValueTask DisposeAsync() => notion.DisposeAsync();

    [Theory]
    [InlineData("""{"property":"Choice","select":{"equals":"Queued"}}""", "full")]
    [InlineData("""{"property":"Choice","select":{"equals":["Queued","Other"]}}""", "full")]
    [InlineData("""{"property":"Choice","select":{"does_not_equal":"Queued"}}""", "bare")]
    [InlineData("""{"property":"Choice","select":{"is_empty":true}}""", "bare")]
    [InlineData("""{"property":"Status","status":{"equals":"Not started"}}""", "bare")]
    [InlineData("""{"property":"Name","title":{"contains":"FUL"}}""", "full")]
    [InlineData("""{"property":"Text","rich_text":{"is_not_empty":true}}""", "full")]
    [InlineData("""{"property":"Link","url":{"is_empty":true}}""", "bare")]
    [InlineData("""{"property":"Link","url":{"equals":"https://e.com/v"}}""", "full")]
    [InlineData("""{"property":"Count","number":{"greater_than":2}}""", "full")]
    [InlineData("""{"property":"Count","number":{"does_not_equal":3}}""", "bare")]
    [InlineData("""{"property":"Ready","checkbox":{"equals":true}}""", "full")]
    [InlineData("""{"property":"Date","date":{"on_or_after":"2026-11-20"}}""", "full")]
    [InlineData("""{"property":"Tags","multi_select":{"contains":"a"}}""", "full")]
    [InlineData("""{"property":"Files","files":{"is_empty":true}}""", "bare")]
    [InlineData("""{"and":[{"property":"Ready","checkbox":{"equals":true}},{"or":[{"property":"Count","number":{"equals":1}},{"property":"Count","number":{"equals":3}}]}]}""", "full")]
    public async Task A_filter_finds_exactly_the_row_it_describes(string filter, string expected)
    {
        notion.AddRow("bare");
        notion.AddRow("full", ("Choice", "Queued"), ("Status", "Done"), ("Text", "t"), ("Link", "https://e.com/v"), ("Count", "3"),
            ("Ready", "true"), ("Date", "2026-11-20"), ("Tags", "a,b"), ("Files", "https://e.com/a.srt"));
        Assert.Equal([expected], await notion.QueryAsync(filter));
    }

    [Theory]
    [InlineData("""{"property":"Status","select":{"equals":"x"}}""", "database property status does not match filter select")]
    [InlineData("""{"property":"Nope","select":{"equals":"x"}}""", "Could not find property with name or id: Nope")]
    [InlineData("""{"and":[{"or":[{"and":[]}]}]}""", "body failed validation: body.filter.and[0].or[0].and should be not present, instead was `[]`.")]
    public async Task A_filter_that_makes_no_sense_is_refused(string filter, string message) =>
        Assert.Equal(message, (await notion.RefusedAsync("POST", $"v1/data_sources/{notion.Table.DataSourceId}/query", $$"""{"filter":{{filter}}}""")).Message);

    [Fact]
    public async Task Times_are_cut_to_the_minute_in_answers_and_filters()
    {
        var row = notion.AddRow("early");
        notion.Time.Step(TimeSpan.FromMinutes(2));
        notion.AddRow("late");
        Assert.Equal("2026-11-22T10:00:00.000Z", (string?)(await notion.OkAsync("GET", $"v1/pages/{row}"))["last_edited_time"]);
        Assert.Equal(["late"], await notion.QueryAsync("""{"timestamp":"created_time","created_time":{"after":"2026-11-22T10:00:00Z"}}"""));
        Assert.Equal(["early", "late"], await notion.QueryAsync("""{"timestamp":"last_edited_time","last_edited_time":{"on_or_after":"today"}}"""));
    }

    [Fact]
    public async Task Pages_of_a_result_follow_one_another_by_opaque_cursors()
    {
        foreach (var name in (string[])["c", "a", "b"])
        {
            notion.AddRow(name);
        }

        var names = new List<string>();
        JsonNode? cursor = null;
        do
        {
            var body = new JsonObject { ["page_size"] = 2, ["sorts"] = JsonNode.Parse("""[{"property":"Name","direction":"ascending"}]""") };
            if (cursor is not null)
            {
                body["start_cursor"] = cursor.DeepClone();
            }

            var answer = await notion.OkAsync("POST", $"v1/data_sources/{notion.Table.DataSourceId}/query", body.ToJsonString());
            names.AddRange(answer["results"]!.AsArray().Select(row => (string)row!["properties"]!["Name"]!["title"]![0]!["plain_text"]!));
            cursor = answer["next_cursor"];
            Assert.Equal(cursor is not null, (bool)answer["has_more"]!);
        }
        while (cursor is not null);

        Assert.Equal(["a", "b", "c"], names);
    }

    [Theory]
    [InlineData("""{"page_size":101}""", "body failed validation: body.page_size should be ≤ `100`, instead was `101`.")]
    [InlineData("""{"start_cursor":"nonsense!"}""", "The start_cursor provided is invalid: nonsense!")]
    [InlineData("""{"filtre":{}}""", "body failed validation: body.filtre should be not present, instead was `{}`.")]
    public async Task A_query_that_is_out_of_bounds_is_refused(string body, string message) =>
        Assert.Equal(message, (await notion.RefusedAsync("POST", $"v1/data_sources/{notion.Table.DataSourceId}/query", body)).Message);

    [Fact]
    public async Task Above_the_cap_the_result_says_that_it_is_incomplete()
    {
        notion.AddRow("one");
        notion.AddRow("two");
        notion.Notion.QueryCap = 1;
        var answer = await notion.OkAsync("POST", $"v1/data_sources/{notion.Table.DataSourceId}/query", "{}");
        Assert.Single(answer["results"]!.AsArray());
        Assert.Equal("""{"type":"incomplete","incomplete_reason":"query_result_limit_reached"}""", answer["request_status"]!.ToJsonString());
    }

    [Fact]
    public async Task A_filter_property_id_is_decoded_once_and_shrinks_the_answer()
    {
        notion.AddRow("row");
        var schema = await notion.OkAsync("GET", $"v1/data_sources/{notion.Table.DataSourceId}");
        var id = (string)schema["properties"]!["Choice"]!["id"]!;
        var answer = await notion.OkAsync("POST", $"v1/data_sources/{notion.Table.DataSourceId}/query?filter_properties={id}&filter_properties=title", "{}");
        Assert.Equal(["Name", "Choice"], answer["results"]![0]!["properties"]!.AsObject().Select(property => property.Key));
    }

    [Fact]
    public async Task A_trashed_row_is_in_no_query_unless_asked_for()
    {
        var row = notion.AddRow("gone");
        notion.AddRow("here");
        notion.Notion.Trash(row);
        Assert.Equal(["here"], await notion.QueryAsync("""{"property":"Name","title":{"is_not_empty":true}}"""));
        var trashed = await notion.OkAsync("POST", $"v1/data_sources/{notion.Table.DataSourceId}/query", """{"in_trash":true}""");
        Assert.Equal(row, (string?)trashed["results"]!.AsArray().Single()!["id"]);
    }

    [Fact]
    public async Task A_lagging_query_shows_the_values_of_a_moment_ago()
    {
        notion.Notion.QueryLag = TimeSpan.FromSeconds(5);
        var row = notion.AddRow("row", ("Choice", "Queued"));
        notion.Time.Step(TimeSpan.FromSeconds(10));
        await notion.PatchAsync(row, """{"Choice":{"select":{"name":"Done"}}}""");
        Assert.Equal(["row"], await notion.QueryAsync("""{"property":"Choice","select":{"equals":"Queued"}}"""));
        notion.Time.Step(TimeSpan.FromSeconds(6));
        Assert.Equal(["row"], await notion.QueryAsync("""{"property":"Choice","select":{"equals":"Done"}}"""));
    }

    [Fact]
    public async Task A_search_lists_the_data_sources_that_are_shared()
    {
        var hidden = notion.Notion.AddDatabase("Hidden", new NotionSchema().Add("Name", "title"));
        notion.Notion.Share(hidden.DatabaseId, false);
        var answer = await notion.OkAsync("POST", "v1/search", """{"filter":{"property":"object","value":"data_source"}}""");
        Assert.Equal([notion.Table.DataSourceId], answer["results"]!.AsArray().Select(item => (string)item!["id"]!));
    }
}
