using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Queries;

/// <summary>page_size and start_cursor of every list. A cursor names the next element, and its place should that be gone meanwhile.</summary>
internal readonly record struct Paging(int Size, string? Cursor)
{
    private const int MaxSize = 100;

    public static Paging Read(Field size, Field cursor) => new(
        size.Present ? size.Integer(1, MaxSize) : MaxSize,
        cursor.IsNull ? null : cursor.Text());

    /// <param name="idOf">What a cursor remembers of an element.</param>
    public JsonObject Page<T>(IReadOnlyList<T> all, Func<T, string> idOf, Func<T, JsonNode> render, string type)
    {
        var start = Cursor is null ? 0 : Start(all, idOf, Cursor);
        var end = Math.Min(start + Size, all.Count);
        var results = all.Skip(start).Take(Size).Select(render);
        return new JsonObject
        {
            ["object"] = "list",
            ["results"] = new JsonArray([.. results]),
            ["next_cursor"] = end < all.Count ? Encode(end, idOf(all[end])) : null,
            ["has_more"] = end < all.Count,
            ["type"] = type,
            [type] = new JsonObject(),
        };
    }

    private static string Encode(int place, string id) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{place}/{id}"));

    private static int Start<T>(IReadOnlyList<T> all, Func<T, string> idOf, string cursor)
    {
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length))
        {
            throw Invalid(cursor);
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split('/', 2);
        if (parts.Length != 2 || !int.TryParse(parts[0], out var place))
        {
            throw Invalid(cursor);
        }

        for (var i = 0; i < all.Count; i++)
        {
            if (idOf(all[i]) == parts[1])
            {
                return i;
            }
        }

        return Math.Min(place, all.Count);
    }

    private static NotionError Invalid(string cursor) => NotionError.Validation($"The start_cursor provided is invalid: {cursor}");
}
