using Pipeline.Sandbox.Notion;
using Pipeline.Sandbox.Notion.Model;
using Pipeline.Sandbox.Notion.Queries;

namespace Pipeline.Sandbox.Board;

/// <summary>What the board page shows of each table.</summary>
internal sealed record BoardView(IReadOnlyList<BoardTable> Tables)
{
    private const int PreviewLength = 160;

    public static BoardView Of(WorkspaceState state) => new([.. state.DataSources.Values.Select(Table)]);

    private static BoardTable Table(DataSource source) => new(
        source.Id,
        source.Title,
        [.. source.Columns.Select(column => new BoardColumn(column.Name, column.Type))],
        [.. source.Rows.Where(row => !row.InTrash).Select(row => new BoardRow(row.Id, [.. source.Columns.Select(column => Cell(row, column))]))]);

    private static BoardCell Cell(PageNode row, Column column)
    {
        var value = row.Value(column);
        var text = ColumnText.Of(column, value);
        var color = column.HasOptions ? column.OptionById(value is System.Text.Json.Nodes.JsonValue ? value.GetValue<string>() : null)?.Color : null;
        var link = column.Type switch
        {
            "url" => text,
            "files" => (value as System.Text.Json.Nodes.JsonArray)?.FirstOrDefault()?["external"]?["url"]?.GetValue<string>(),
            _ => null,
        };
        return new BoardCell(text.Length <= PreviewLength || link is not null ? text : text[..PreviewLength] + "…", color, link);
    }
}
