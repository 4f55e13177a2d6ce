namespace Pipeline.Tests.Sandbox;

/// <summary>Pages, property items, schema changes.</summary>
public sealed class NotionPageTests(NotionFixture notion) : IClassFixture<NotionFixture>
{
    [Fact]
    public async Task A_page_needs_properties()
    {
        var refused = await notion.RefusedAsync("POST", "v1/pages", $$$"""{"parent":{"data_source_id":"{{{notion.Table.DataSourceId}}}"}}""");
        Assert.Equal("body failed validation: body.properties should be defined, instead was undefined", refused.Message);
    }

    [Fact]
    public async Task A_created_page_names_its_data_source_and_its_database()
    {
        var page = await notion.OkAsync("POST", "v1/pages", $$$$"""{"parent":{"data_source_id":"{{{{notion.Table.DataSourceId}}}}"},"properties":{"Name":{"title":[{"text":{"content":"A b"}}]}}}""");
        Assert.Equal(
            $$"""{"type":"data_source_id","data_source_id":"{{notion.Table.DataSourceId}}","database_id":"{{notion.Table.DatabaseId}}"}""",
            page["parent"]!.ToJsonString());
        Assert.StartsWith("https://www.notion.so/A-b-", (string?)page["url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archived_is_refused_since_the_newest_version()
    {
        var refused = await notion.RefusedAsync("PATCH", $"v1/pages/{notion.AddRow()}", """{"archived":false}""");
        Assert.Equal("body failed validation: body.archived should be not present, instead was `false`.", refused.Message);
    }

    [Fact]
    public async Task A_trashed_page_can_be_read_and_not_written_until_it_is_restored()
    {
        var row = notion.AddRow();
        await notion.OkAsync("PATCH", $"v1/pages/{row}", """{"in_trash":true}""");
        Assert.True((bool)(await notion.OkAsync("GET", $"v1/pages/{row}"))["in_trash"]!);
        const string message = "Can't edit block that is archived. You must unarchive the block before editing.";
        Assert.Equal((400, "validation_error", message), await notion.PatchRefusedAsync(row, """{"Count":{"number":1}}"""));
        Assert.Equal(message, (await notion.RefusedAsync("PATCH", $"v1/blocks/{row}/children", """{"children":[]}""")).Message);
        await notion.OkAsync("PATCH", $"v1/pages/{row}", """{"in_trash":false}""");
        await notion.PatchAsync(row, """{"Count":{"number":1}}""");
    }

    [Fact]
    public async Task A_title_comes_as_a_list_of_items_and_a_number_as_one()
    {
        var row = notion.AddRow("Long title", ("Count", "7"));
        var title = await notion.OkAsync("GET", $"v1/pages/{row}/properties/title");
        Assert.Equal("Long title", (string?)title["results"]![0]!["title"]!["plain_text"]);
        Assert.Equal("property_item", (string?)title["type"]);
        var count = await notion.OkAsync("GET", $"v1/pages/{row}/properties/Count");
        Assert.Equal(7, (int)count["number"]!);
    }

    [Fact]
    public async Task A_column_is_written_by_name_and_by_id_and_keeps_its_id_when_renamed()
    {
        var row = notion.AddRow();
        var path = $"v1/data_sources/{notion.Table.DataSourceId}";
        await notion.OkAsync("PATCH", path, """{"properties":{"Extra":{"rich_text":{}}}}""");
        var id = (string)(await notion.OkAsync("GET", path))["properties"]!["Extra"]!["id"]!;
        await notion.OkAsync("PATCH", path, """{"properties":{"Extra":{"name":"Renamed"}}}""");
        await notion.PatchAsync(row, $$$"""{"{{{id}}}":{"rich_text":[{"text":{"content":"by id"}}]}}""");
        Assert.Equal("by id", notion.Notion.GetText(row, "Renamed"));
        Assert.Equal("Extra is not a property that exists.", (await notion.PatchRefusedAsync(row, """{"Extra":{"rich_text":[]}}""")).Message);
        await notion.OkAsync("PATCH", path, """{"properties":{"Renamed":null}}""");
        Assert.Null((await notion.OkAsync("GET", path))["properties"]!["Renamed"]);
    }

    [Fact]
    public async Task A_status_option_can_be_added_and_lands_in_the_to_do_group()
    {
        var table = notion.Notion.AddDatabase("S", new Pipeline.Sandbox.Notion.NotionSchema().Add("Name", "title").Add("Status", "status"));
        var schema = await notion.OkAsync("PATCH", $"v1/data_sources/{table.DataSourceId}", """{"properties":{"Status":{"status":{"options":[{"name":"Failed"}]}}}}""");
        var status = schema["properties"]!["Status"]!["status"]!;
        Assert.Equal(["Not started", "In progress", "Done", "Failed"], status["options"]!.AsArray().Select(option => (string)option!["name"]!));
        Assert.Equal(2, status["groups"]![0]!["option_ids"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_database_can_be_made_on_a_page_with_its_first_table()
    {
        var page = notion.Notion.AddPlainPage("Team");
        var database = await notion.OkAsync("POST", "v1/databases", $$$$$"""
            {"parent":{"type":"page_id","page_id":"{{{{{page}}}}}"},"title":[{"text":{"content":"Made"}}],
             "initial_data_source":{"properties":{"Name":{"title":{}},"Status":{"select":{"options":[{"name":"Queued","color":"gray"}]}}}} }
            """);
        var schema = await notion.OkAsync("GET", $"v1/data_sources/{(string)database["data_sources"]![0]!["id"]!}");
        Assert.Equal(page, (string?)database["parent"]!["page_id"]);
        Assert.Equal(["Name", "Status"], schema["properties"]!.AsObject().Select(property => property.Key));
    }

    [Fact]
    public async Task A_comment_is_listed_where_it_was_made()
    {
        var row = notion.AddRow();
        await notion.OkAsync("POST", "v1/comments", $$$"""{"parent":{"page_id":"{{{row}}}"},"rich_text":[{"text":{"content":"hello"}}]}""");
        Assert.Single((await notion.OkAsync("GET", $"v1/comments?block_id={row}"))["results"]!.AsArray());
        Assert.Equal(["hello"], notion.Notion.Comments(row));
    }
}
