using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Model;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Answers;

/// <summary>Databases and data sources as they are answered.</summary>
internal static class SchemaAnswer
{
    public static JsonObject Database(Database database, ApiVersion version)
    {
        var answer = Answer.Stamped("database", database.Id, database.Created, database.DataSources.Select(source => source.Edited).Append(database.Created).Max());
        Describe(answer, database.Id, database.Title);
        answer["description"] = RichText.Of(database.Description);
        answer["parent"] = Answer.ParentOutsideTables(database.ParentPageId);
        answer["is_locked"] = false;
        version.WriteTrash(answer, false);
        if (version.HasDataSources)
        {
            answer["data_sources"] = new JsonArray(
                [.. database.DataSources.Select(source => new JsonObject { ["id"] = source.Id, ["name"] = source.Title })]);
            return answer;
        }

        answer["properties"] = Properties(OnlySource(database));
        return answer;
    }

    public static JsonObject DataSource(DataSource source, ApiVersion version)
    {
        var answer = Answer.Stamped("data_source", source.Id, source.Created, source.Edited);
        Describe(answer, source.Id, source.Title);
        answer["parent"] = new JsonObject { ["type"] = "database_id", ["database_id"] = source.Database.Id };
        answer["database_parent"] = Answer.ParentOutsideTables(source.Database.ParentPageId);
        version.WriteTrash(answer, source.InTrash);
        answer["properties"] = Properties(source);
        return answer;
    }

    private static void Describe(JsonObject answer, string id, string title)
    {
        answer["title"] = RichText.Of(title);
        answer["description"] = new JsonArray();
        answer["is_inline"] = false;
        answer["icon"] = null;
        answer["cover"] = null;
        answer["url"] = $"https://www.notion.so/{id.Replace("-", "", StringComparison.Ordinal)}";
        answer["public_url"] = null;
    }

    private static DataSource OnlySource(Database database) => database.DataSources.Count == 1
        ? database.DataSources[0]
        : throw NotionError.Validation("Databases with multiple data sources are not supported in this API version.", new JsonObject
        {
            ["error_type"] = "multiple_data_sources_for_database",
            ["database_id"] = database.Id,
            ["child_data_source_ids"] = new JsonArray([.. database.DataSources.Select(source => JsonValue.Create(source.Id))]),
            ["minimum_api_version"] = "2025-09-03",
        });

    private static JsonObject Properties(DataSource source)
    {
        var answer = new JsonObject();
        foreach (var column in source.Columns)
        {
            answer[column.Name] = new JsonObject
            {
                ["id"] = column.ApiId,
                ["name"] = column.Name,
                ["description"] = null,
                ["type"] = column.Type,
                [column.Type] = Configuration(column),
            };
        }

        return answer;
    }

    private static JsonObject Configuration(Column column)
    {
        if (column.Type == "number")
        {
            return new JsonObject { ["format"] = column.NumberFormat };
        }

        if (!column.HasOptions)
        {
            return [];
        }

        var answer = new JsonObject { ["options"] = new JsonArray([.. column.Options.Select(Option)]) };
        if (column.Type == "status")
        {
            answer["groups"] = new JsonArray([.. Column.Groups.Select((name, index) => Group(column, name, index))]);
        }

        return answer;
    }

    private static JsonObject Option(SelectOption option) =>
        new() { ["id"] = option.Id, ["name"] = option.Name, ["color"] = option.Color, ["description"] = null };

    private static JsonObject Group(Column column, string name, int index) => new()
    {
        ["id"] = $"group-{index}",
        ["name"] = name,
        ["color"] = index switch { 0 => "gray", 1 => "blue", _ => "green" },
        ["option_ids"] = new JsonArray([.. column.Options.Where(option => option.Group == name).Select(option => JsonValue.Create(option.Id))]),
    };
}
