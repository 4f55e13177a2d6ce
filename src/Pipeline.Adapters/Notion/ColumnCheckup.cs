using System.Text.Json.Nodes;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Checkups;

namespace Pipeline.Adapters.Notion;

/// <summary>One table's columns, held against a field map with the very rules by which the worker writes.</summary>
internal sealed class ColumnCheckup(NotionSetupApi setup, Channel channel, WireTable table, TimeProvider time)
{
    private readonly NotionSchema _schema = NotionSchema.From(table, null, time.GetUtcNow());

    /// <param name="rows">The table's rows ask for processing.</param>
    public IReadOnlyList<Finding> Look(IReadOnlyDictionary<string, string> fieldMap, bool rows)
    {
        List<Finding> findings = [.. fieldMap.SelectMany(entry => Column(entry.Key, entry.Value))];
        if (rows && channel.Trigger is ChannelTrigger.Checkbox { Column: var box }) findings.AddRange(Tick(box));
        // What the poller would stumble over and nothing above has said.
        if (rows && channel.Trigger is not null && findings.All(f => f.Level != FindingLevel.Problem) && TriggerRule.For(channel, _schema).Silence is { } silence)
            findings.Add(Finding.Problem(NotionCheckup.Name, $"{channel.Name}: trigger", silence, $"Correct trigger and field_map of channel {channel.Name}; config/channels.example.json shows the forms."));
        if (findings.Count == 0) findings.Add(Finding.Ok(NotionCheckup.Name, $"{channel.Name}: columns", $"All {fieldMap.Count} mapped columns are there and of a kind that can be written."));
        return findings;
    }

    private IEnumerable<Finding> Column(string key, string name)
    {
        var template = ColumnTemplate.For(key);
        if (_schema.Find(name) is not { } column) return [Missing(key, name, template.Kind, template.ToJson(channel))];
        if (key is FieldKey.Status) return Status(column);
        return Unfit(column, template.Sample) is { } reason ? [OtherKind(column, reason, template.Kind)] : [];
    }

    private Finding Missing(string key, string name, string kind, JsonObject column) => Finding.Problem(
        NotionCheckup.Name, Subject(name), $"The column does not exist in \"{table.PlainTitle}\" ({key}). There are: {string.Join(", ", _schema.Columns.Select(c => $"\"{c.Name}\""))}.",
        kind == "title"
            ? $"The title column is called \"{_schema.Columns.First(c => c.Type == "title").Name}\": put that into field_map.{key} of channel {channel.Name}, or rename it in Notion."
            : $"pipeline doctor --fix adds it (as {kind}); or correct field_map.{key} of channel {channel.Name}.") with
    {
        // There is exactly one title column; it can be renamed, not added.
        Fix = kind == "title" ? null : ct => setup.ChangeColumns(table.Id, new JsonObject { [name] = column.DeepClone() }, ct).AsFix(),
    };

    private Finding OtherKind(NotionColumn column, string reason, string kind) => Finding.Problem(
        NotionCheckup.Name, Subject(column.Name), reason,
        $"In Notion click the head of \"{column.Name}\" → Edit property → Type → {kind}; or map another column in field_map of channel {channel.Name}.");

    private IEnumerable<Finding> Status(NotionColumn column)
    {
        if (column.Type is not ("select" or "status" or "rich_text"))
            return [OtherKind(column, $"The column \"{column.Name}\" is of the kind {column.Type}, which cannot hold a status word.", "select")];
        var words = ColumnTemplate.For(FieldKey.Status).Options(channel);
        string[] missing = column.Type == "rich_text" ? [] : [.. words.Where(w => column.Option(w) is null).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (missing.Length == 0) return [];
        return [column.Type == "select" ? MissingOptions(column, missing) : MissingStatuses(column, missing)];
    }

    private Finding MissingOptions(NotionColumn column, string[] missing)
    {
        var asks = channel.Trigger is ChannelTrigger.Word { StatusWord: var word } && missing.Contains(word);
        var sentence = $"The column \"{column.Name}\" lacks {Quoted(missing)}{(asks ? "; so nobody can choose the word that asks for processing" : "; they are made when they are first written")}.";
        return new Finding(NotionCheckup.Name, Subject(column.Name), asks ? FindingLevel.Problem : FindingLevel.Warning, sentence, "pipeline doctor --fix adds them.")
        {
            Fix = ct => setup.ChangeColumns(table.Id, new JsonObject { [column.Name] = WithOptions(column.Name, missing) }, ct).AsFix(),
        };
    }

    private Finding MissingStatuses(NotionColumn column, string[] missing) => Finding.Problem(
        NotionCheckup.Name, Subject(column.Name),
        $"The status column \"{column.Name}\" lacks {Quoted(missing)}. Notion refuses words that it does not know, and puts what a program adds into the group To-do.",
        $"In Notion click the head of \"{column.Name}\" → Edit property → + beside In progress (for {channel.StatusWords.Complete}: beside Complete) and add, spelled exactly so: {string.Join(", ", missing)}.");

    private IEnumerable<Finding> Tick(string name) => _schema.Find(name) switch
    {
        null => [Missing("trigger.checkbox", name, "checkbox", new JsonObject { ["checkbox"] = new JsonObject() })],
        { Type: "checkbox" } => [],
        var column => [OtherKind(column, $"The column \"{name}\" is of the kind {column.Type}, but the trigger needs a checkbox.", "checkbox")],
    };

    /// <summary>The old options go along with their ids: one that is left out would be removed from every row.</summary>
    private JsonObject WithOptions(string name, string[] missing)
    {
        var old = table.Properties[name].Select?.Options ?? [];
        JsonNode[] options = [.. old.Select(o => new JsonObject { ["id"] = o.Id, ["name"] = o.Name }), .. missing.Select(m => ColumnTemplate.Option(m, channel.StatusWords))];
        return new JsonObject { ["select"] = new JsonObject { ["options"] = new JsonArray(options) } };
    }

    private static string? Unfit(NotionColumn column, BoardValue sample) => PropertyWriter.Fit(column, sample) is FittedValue.Unfit unfit ? unfit.Reason : null;

    private string Subject(string column) => $"{channel.Name}: column \"{column}\"";

    private static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"\"{w}\""));
}
