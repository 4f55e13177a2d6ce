using System.Text.Json.Nodes;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;

namespace Pipeline.Adapters.Notion;

/// <summary>One page's column values, held against one reading of its columns.</summary>
/// <param name="Properties">What can be written now.</param>
/// <param name="Dropped">Key and reason of what no column of the sort could take.</param>
/// <param name="Parked">Key and reason of what waits for a person: column missing, of another kind, or without the option.</param>
/// <param name="Renamed">Configured name and the column's present one.</param>
internal sealed record ColumnDraft(
    JsonObject Properties,
    IReadOnlyList<(string Key, string Reason)> Dropped,
    IReadOnlyList<(string Key, string Reason)> Parked,
    IReadOnlyList<(string Configured, string Current)> Renamed)
{
    /// <summary>Something may have been repaired in Notion since the columns were read.</summary>
    public bool IsDoubtful => Parked.Count > 0;

    public static ColumnDraft Of(Channel channel, NotionSchema schema, IReadOnlyDictionary<string, BoardValue> fields)
    {
        var properties = new JsonObject();
        var dropped = new List<(string, string)>();
        var renamed = new List<(string, string)>();
        var parked = new List<(string, string)>();
        foreach (var (key, value) in fields)
        {
            if (channel.Column(key) is not { } name) continue;
            if (schema.Find(name) is not { } column)
            {
                parked.Add((key, NoColumn(name, schema)));
                continue;
            }

            if (column.Name != name && schema.DataSourceId.Length > 0) renamed.Add((name, column.Name));
            var fitted = PropertyWriter.Fit(column, value);
            if (fitted is FittedValue.Ready ready) properties[column.Name] = ready.Json;
            if (fitted is FittedValue.Unfit unfit) (unfit.Lasting ? dropped : parked).Add((key, unfit.Reason));
            if (fitted is FittedValue.NoOption option) parked.Add((key, NoOption(column, option.Option)));
        }

        return new ColumnDraft(properties, dropped, parked, renamed);
    }

    private static string NoColumn(string name, NotionSchema schema) =>
        $"There is no column \"{name}\" in Notion. There are: {string.Join(", ", schema.Columns.Select(c => $"\"{c.Name}\""))}. Correct field_map in config/channels.json, or add the column; it is then written by itself.";

    private static string NoOption(NotionColumn column, string option) =>
        $"The status column \"{column.Name}\" has no option \"{option}\". In Notion click the column's head → Edit property → + beside the group, and name it exactly so; it is then written by itself.";
}
