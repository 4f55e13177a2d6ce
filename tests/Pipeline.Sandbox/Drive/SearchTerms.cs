using System.Globalization;

namespace Pipeline.Sandbox.Drive;

/// <summary>The terms "field sign value" of a search.</summary>
internal static class SearchTerms
{
    public static Func<DriveItem, SearchScope, bool> Of(string field, string sign, string value) => field switch
    {
        "name" => Text(i => i.Name, sign, value),
        "mimeType" => Text(i => i.MimeType, sign, value),
        "createdTime" => Time(i => i.CreatedTime, sign, value),
        "modifiedTime" => Time(i => i.ModifiedTime, sign, value),
        "trashed" => Flag((i, s) => s.Catalog.IsTrashed(i), sign, value),
        "starred" => Flag((i, _) => i.Starred, sign, value),
        "sharedWithMe" => Flag((i, s) => i.SharedWith.Contains(s.Account.Email), sign, value),
        _ => throw SearchToken.Bad(),
    };

    /// <summary>Names compare without case, and "contains" matches the start of a word in a name (guide "Search query terms").</summary>
    private static Func<DriveItem, SearchScope, bool> Text(Func<DriveItem, string> get, string sign, string value) => sign switch
    {
        "=" => (i, _) => string.Equals(get(i), value, StringComparison.OrdinalIgnoreCase),
        "!=" => (i, _) => !string.Equals(get(i), value, StringComparison.OrdinalIgnoreCase),
        "contains" => (i, _) => (" " + get(i)).Contains(" " + value, StringComparison.OrdinalIgnoreCase)
            || get(i).StartsWith(value, StringComparison.OrdinalIgnoreCase),
        _ => throw SearchToken.Bad(),
    };

    private static Func<DriveItem, SearchScope, bool> Flag(Func<DriveItem, SearchScope, bool> get, string sign, string value) =>
        (sign, value) switch
        {
            ("=", "true") or ("!=", "false") => get,
            ("=", "false") or ("!=", "true") => (i, s) => !get(i, s),
            _ => throw SearchToken.Bad(),
        };

    private static Func<DriveItem, SearchScope, bool> Time(Func<DriveItem, DateTimeOffset> get, string sign, string value)
    {
        if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var limit))
        {
            throw SearchToken.Bad();
        }

        return sign switch
        {
            "=" => (i, _) => get(i) == limit,
            "!=" => (i, _) => get(i) != limit,
            "<" => (i, _) => get(i) < limit,
            "<=" => (i, _) => get(i) <= limit,
            ">" => (i, _) => get(i) > limit,
            ">=" => (i, _) => get(i) >= limit,
            _ => throw SearchToken.Bad(),
        };
    }
}
