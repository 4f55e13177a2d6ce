using Pipeline.Core.Channels;
using Pipeline.Core.Checkups;

namespace Pipeline.Adapters.Notion;

/// <summary>One channel's tables: whether the ids that stand in the file are those of tables, and whether their columns fit.</summary>
internal sealed class ChannelCheckup(NotionApi api, NotionSetupApi setup, TableFinder finder, Channel channel, TimeProvider time)
{
    public async Task<IReadOnlyList<Finding>> Look(CancellationToken ct)
    {
        List<Finding> findings = [];
        if (channel.Database is { } own) findings.AddRange(await Table(own, "database", channel.FieldMap, ct));
        else if (channel.Action == ChannelAction.CreateNewPage) findings.Add(NoDatabase());
        if (channel.Origin?.Database is { } origin) findings.AddRange(await Table(origin, "origin.database", channel.Origin.FieldMap, ct));
        if (findings.Count == 0) findings.Add(Finding.Ok(NotionCheckup.Name, channel.Name, "Its rows are named by the webhook; there is no database to look at."));
        return findings;
    }

    private Finding NoDatabase() => Finding.Problem(
        NotionCheckup.Name, $"{channel.Name}: database", "The channel makes pages, but names no database to make them in.",
        $"Put the database's id (the 32 characters before ?v= in its link) into channels.{channel.Name}.database.");

    private async Task<IReadOnlyList<Finding>> Table(string pasted, string key, IReadOnlyDictionary<string, string> fieldMap, CancellationToken ct)
    {
        var subject = $"{channel.Name}: {key}";
        try
        {
            // ChannelRules has seen that there is an id in it.
            var found = await PastedId.Resolve(api, NotionId.Parse(pasted)!, ct);
            var (finding, table) = await Judge(found, subject, key, fieldMap, ct);
            return table is null ? [finding] : [finding, .. new ColumnCheckup(setup, channel, table, time).Look(fieldMap, (channel.Action == ChannelAction.CreateNewPage) == (key != "database"))];
        }
        catch (NotionException e)
        {
            return [Finding.Problem(NotionCheckup.Name, subject, e.ToJobFailure().Error.Sentence, "The sentence says it.")];
        }
    }

    private async Task<(Finding Finding, WireTable? Table)> Judge(
        PastedId found, string subject, string key, IReadOnlyDictionary<string, string> fieldMap, CancellationToken ct) => found switch
    {
        PastedId.Database { Content.InTrash: true } database => (Trashed(subject, database.Content.PlainTitle), null),
        PastedId.Database database => await Sources(database, subject, key, fieldMap, ct),
        PastedId.Table { Content.InTrash: true } table => (Trashed(subject, table.Content.PlainTitle), null),
        PastedId.Table { Content: var table } => (Finding.Ok(NotionCheckup.Name, subject, $"The id is that of the data source \"{table.PlainTitle}\", which is used."), table),
        PastedId.Page { Content: var page } => (await IsPage(page, subject, key, ct), null),
        _ => (await NotFound(((PastedId.Unknown)found).Id, subject, key, ct), null),
    };

    /// <summary>Which of several tables the worker would take, by its own rule.</summary>
    private async Task<(Finding Finding, WireTable? Table)> Sources(PastedId.Database database, string subject, string key, IReadOnlyDictionary<string, string> fieldMap, CancellationToken ct)
    {
        var (title, count) = (database.Content.PlainTitle, database.Content.DataSources.Count);
        var named = key == "database" ? channel.DataSource : null;
        var repair = key == "database" ? $"Put the right one's name into channels.{channel.Name}.data_source." : $"Put the right one's own id into channels.{channel.Name}.{key}.";
        try
        {
            var table = await finder.Find(new TableChoice(database.Id, named, [.. fieldMap.Values]), null, CallPriority.Checkup, ct);
            if (fieldMap.Values.Count(table.Properties.ContainsKey) * 2 < fieldMap.Count && await Moved(database, subject, key, fieldMap, ct) is { } moved) return (moved, null);
            return named is null && count > 1
                ? (Finding.Warning(NotionCheckup.Name, subject, $"The database \"{title}\" has {count} data sources; \"{table.PlainTitle}\" is used, because it has most of the mapped columns.", repair), table)
                : (Finding.Ok(NotionCheckup.Name, subject, $"The database \"{title}\" is shared with the connection."), table);
        }
        catch (NotionException e) when (e.Code is NotionException.WhichSource or NotionException.NoSource)
        {
            return (await Moved(database, subject, key, fieldMap, ct) ?? Finding.Problem(NotionCheckup.Name, subject, e.Message, e.Code == NotionException.WhichSource ? repair : Lost(key)), null);
        }
    }

    /// <summary>A table that is dragged into another database leaves nothing behind that names it; but it has the mapped columns.</summary>
    /// <returns>Null: nothing shared elsewhere has them.</returns>
    private async Task<Finding?> Moved(PastedId.Database database, string subject, string key, IReadOnlyDictionary<string, string> fieldMap, CancellationToken ct)
    {
        var here = database.Content.DataSources.Select(source => NotionId.Parse(source.Id)).ToHashSet();
        var fitting = (await setup.Tables(null, ct)).Where(t => !t.InTrash && !here.Contains(NotionId.Parse(t.Id)) && fieldMap.Values.All(t.Properties.ContainsKey)).ToList();
        return fitting.Count == 0 ? null : Finding.Problem(
            NotionCheckup.Name, subject, $"The database \"{database.Content.PlainTitle}\" does not hold the channel's table (any more). One with all mapped columns is in another database.",
            $"Put its own id into channels.{channel.Name}.{key}; it stays the same wherever the table is moved: {string.Join(" or ", fitting.Select(t => fitting.Count == 1 ? t.Id : $"\"{t.PlainTitle}\" = {t.Id}"))}");
    }

    private string Lost(string key) =>
        $"Give the connection access to the database in which the table is now (open it → ••• → Connections), or restore the table; then put its id into channels.{channel.Name}.{key}.";

    private static Finding Trashed(string subject, string title) => Finding.Problem(
        NotionCheckup.Name, subject, $"The database \"{title}\" is in Notion's trash.", "Restore it: Notion → Trash → its name → ↩. Or name another database.");

    private async Task<Finding> IsPage(WirePage page, string subject, string key, CancellationToken ct)
    {
        var sentence = $"The id is that of a page (\"{PropertyReader.Title(page)}\"), not of a database.";
        if (page.Parent is { DatabaseId: { } parent })
            return Finding.Problem(NotionCheckup.Name, subject, sentence + " The page is a row of a database.", $"Put the database's own id into channels.{channel.Name}.{key}: {parent}");
        var inside = (await setup.Tables(null, ct)).Where(t => NotionId.Parse(t.DatabaseParent?.PageId) == NotionId.Parse(page.Id)).ToList();
        return Finding.Problem(
            NotionCheckup.Name, subject, sentence,
            inside.Count > 0
                ? $"Put the id of the database on that page into channels.{channel.Name}.{key}: {string.Join(" or ", inside.Select(Named))}"
                : "Open the database itself as a full page (⤢ beside its name) and copy that link; or make one on this page: pipeline init --page ID.");
    }

    private async Task<Finding> NotFound(string id, string subject, string key, CancellationToken ct)
    {
        var shared = await setup.Tables(null, ct);
        var which = shared.Count == 0 ? "Nothing is shared with the connection yet." : $"Shared with it are: {string.Join(", ", shared.Take(10).Select(Named))}.";
        return Finding.Problem(
            NotionCheckup.Name, subject,
            $"No database, data source or page with the id {id} is shared with the connection. Behind ?v= in a link stands the id of a view, which cannot be used. {which}",
            $"Open the database in Notion → ••• → Connections → add the connection. If it is there, copy the 32 characters before ?v= in its link into channels.{channel.Name}.{key}.");
    }

    private static string Named(WireTable table) => $"\"{table.PlainTitle}\" = {table.Parent?.DatabaseId ?? table.Id}";
}
