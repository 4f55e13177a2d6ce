namespace Pipeline.Sandbox.Board;

internal sealed record BoardTable(string Id, string Title, IReadOnlyList<BoardColumn> Columns, IReadOnlyList<BoardRow> Rows);

internal sealed record BoardColumn(string Name, string Type);

internal sealed record BoardRow(string Id, IReadOnlyList<BoardCell> Cells);

internal sealed record BoardCell(string Text, string? Color, string? Link);
