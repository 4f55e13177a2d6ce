using System.Text.Json.Nodes;
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
        [.. source.Rows.Where(row => !row.InTrash).Select(Row)]);

    private static BoardRow Row(PageNode row) => new(row.Id, [.. row.Columns.Select(column => Cell(row, column))]);

    private static BoardCell Cell(PageNode row, Column column)
    {
        var value = row.Value(column);
        var text = ColumnText.Of(column, value);
        var color = column.Type is "select" or "status" ? column.OptionById(value?.GetValue<string>())?.Color : null;
        var link = column.Type switch
        {
            "url" => text,
            "files" => (value as JsonArray)?.FirstOrDefault()?["external"]?["url"]?.GetValue<string>(),
            _ => null,
        };
        return new BoardCell(text.Length <= PreviewLength || link is not null ? text : text[..PreviewLength] + "…", color, link);
    }
}
