using Pipeline.Sandbox.Notion.Model;

namespace Pipeline.Sandbox.Notion.Reading;

/// <summary>The <c>properties</c> of creating or updating a data source: columns added, renamed, removed, options set.</summary>
internal static class SchemaChange
{
    private static readonly string[] Types =
    [
        "title", "rich_text", "number", "select", "multi_select", "status", "url", "email", "phone_number", "checkbox", "date", "files",
        "people", "created_time", "last_edited_time", "created_by", "last_edited_by",
    ];

    public static void Apply(DataSource source, Field properties)
    {
        var changes = properties.Keys.Select(key => Read(source, key, properties[key])).ToList();
        foreach (var change in changes)
        {
            change();
        }
    }

    private static Action Read(DataSource source, string key, Field config)
    {
        var column = source.Find(key);
        if (config.IsNull)
        {
            var gone = column ?? throw NotionError.Validation($"{key} is not a property that exists.");
            return gone.Type == "title" ? throw NotionError.Validation("Cannot delete the title property.") : () => source.Columns.Remove(gone);
        }

        config.Only([.. Types, "name", "type", "description", "id"]);
        var type = Types.FirstOrDefault(word => config[word].Present);
        if (column is null && type == "title" && source.Columns.Exists(existing => existing.Type == "title"))
        {
            throw NotionError.Validation("A data source has exactly one title property.");
        }

        type ??= column?.Type ?? throw NotionError.Body($"{config.Path} should have one of the property types, instead was `{config.Node}`.");
        var name = config["name"].Present ? config["name"].Text() : null;
        var options = ReadOptions(column, type, config[type]["options"]);
        var format = config[type]["format"].Present ? config[type]["format"].Text() : null;
        return () => Write(source, column, name ?? column?.Name ?? key, type, options, format);
    }

    private static void Write(DataSource source, Column? column, string name, string type, List<SelectOption>? options, string? format)
    {
        if (column is null)
        {
            column = new Column(type == "title" ? PageNode.TitleId : ShortId.New(), name, type);
            source.Columns.Add(column);
        }

        if (column.Type != type)
        {
            column.Type = type;
            source.Rows.ForEach(row => row.Values.Remove(column.Id));
        }

        column.Name = name;
        column.Options = options ?? column.Options;
        column.NumberFormat = format ?? column.NumberFormat;
    }

    // The list replaces the old one, so an option that is left out is removed; of a status column it can only grow.
    private static List<SelectOption>? ReadOptions(Column? column, string type, Field options)
    {
        if (!options.Present)
        {
            return type == "status" && column is null ? StatusDefaults() : null;
        }

        var read = options.Items().Select(option => ReadOption(column, option)).ToList();
        if (read.GroupBy(option => option.Name, StringComparer.OrdinalIgnoreCase).Any(same => same.Count() > 1))
        {
            throw NotionError.Validation("Select option names must be unique.");
        }

        return type == "status" && column is not null ? [.. column.Options.Union(read)] : read;
    }

    private static SelectOption ReadOption(Column? column, Field option)
    {
        option.Only("id", "name", "color", "description");
        var known = option["id"].Present ? column?.OptionById(option["id"].Text())
            : column?.OptionNamed(option["name"].Required().Text(), StringComparison.OrdinalIgnoreCase);
        var color = option["color"].Present ? option["color"].Text() : known?.Color ?? "default";
        if (known is not null)
        {
            return color == known.Color ? known : throw NotionError.Validation($"Cannot update color of select with name: {known.Name}.");
        }

        var name = option["name"].Required().Text();
        OptionValues.CheckName(name, option["name"].Path);
        return new SelectOption(ShortId.New(), name, color, SelectOption.ToDo);
    }

    private static List<SelectOption> StatusDefaults() =>
    [
        new(ShortId.New(), "Not started", "default", Column.Groups[0]),
        new(ShortId.New(), "In progress", "blue", Column.Groups[1]),
        new(ShortId.New(), "Done", "green", Column.Groups[2]),
    ];
}
