namespace Pipeline.Sandbox.Drive;

/// <summary>orderBy of files.list: <c>folder,modifiedTime desc,name</c>.</summary>
internal static class FileOrder
{
    /// <exception cref="DriveRefusal">400 for a key that the discovery document does not list.</exception>
    public static List<DriveItem> Sort(List<DriveItem> items, string? orderBy)
    {
        IOrderedEnumerable<DriveItem> sorted = items.Order(Comparer<DriveItem>.Create((_, _) => 0));
        foreach (var key in (orderBy ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = key.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 2 || (words.Length == 2 && words[1] != "desc"))
            {
                throw DriveRefusal.Invalid($"Invalid value for orderBy: {key}", "orderBy");
            }

            var by = Key(words[0]);
            sorted = words.Length == 2 ? sorted.ThenByDescending(by, Compare) : sorted.ThenBy(by, Compare);
        }

        // Without a key Drive promises no order; newest first is what it mostly does.
        return [.. orderBy is null ? items.OrderByDescending(i => i.CreatedTime) : sorted.ThenBy(i => i.CreatedTime)];
    }

    private static readonly IComparer<IComparable> Compare = Comparer<IComparable>.Create((a, b) =>
        a is string left && b is string right ? string.CompareOrdinal(left, right) : a.CompareTo(b));

    private static Func<DriveItem, IComparable> Key(string name) => name switch
    {
        "createdTime" => i => i.CreatedTime,
        "modifiedTime" or "modifiedByMeTime" or "recency" => i => i.ModifiedTime,
        "name" => i => i.Name,
        "name_natural" => i => Natural(i.Name),
        "folder" => i => i.IsFolder ? 0 : 1,
        "quotaBytesUsed" => i => i.Content?.Size ?? 0,
        "starred" => i => i.Starred ? 0 : 1,
        "sharedWithMeTime" or "viewedByMeTime" => _ => 0,
        _ => throw DriveRefusal.Invalid($"Invalid value for orderBy: {name}", "orderBy"),
    };

    /// <summary>Numbers padded, so that "part 2" comes before "part 12".</summary>
    private static string Natural(string name) =>
        System.Text.RegularExpressions.Regex.Replace(name, "[0-9]+", m => m.Value.PadLeft(12, '0'));
}
