using System.Text.RegularExpressions;

namespace Pipeline.Adapters.Drive;

/// <summary>A link to a file in Google Drive, as people copy it.</summary>
/// <param name="ResourceKey">Second part of the permission for files shared by link before 2021; null for most.</param>
public sealed partial record DriveLink(string FileId, string? ResourceKey)
{
    /// <summary>Understands <c>/file/d/ID/…</c> (also with <c>/u/0</c>), <c>/open?id=</c>, <c>/uc?id=</c> and
    /// <c>drive.usercontent.google.com/download?id=</c>; null for anything else, folders included.</summary>
    public static DriveLink? Parse(Uri uri)
    {
        if (uri.Host.ToLowerInvariant() is not ("drive.google.com" or "docs.google.com" or "drive.usercontent.google.com")) return null;
        var path = PathId().Match(uri.AbsolutePath);
        var id = path.Success ? path.Groups[1].Value : IsQueryForm(uri.AbsolutePath) ? Value(uri, "id") : null;
        return id is not null && FileIdShape().IsMatch(id) ? new DriveLink(id, Value(uri, "resourcekey")) : null;
    }

    /// <summary>A bare id, as <c>drive_file_id</c> has it; null when it cannot be one.</summary>
    public static DriveLink? FromId(string id) => FileIdShape().IsMatch(id) ? new DriveLink(id, null) : null;

    private static bool IsQueryForm(string path) => QueryPath().IsMatch(path);

    private static string? Value(Uri uri, string name) => uri.Query.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2 && pair[0].Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(pair => Uri.UnescapeDataString(pair[1]))
        .FirstOrDefault(value => FileIdShape().IsMatch(value));

    [GeneratedRegex("^/(?:a/[^/]+/)?file/(?:u/[0-9]+/)?d/([^/]+)(?:/|$)")]
    private static partial Regex PathId();

    [GeneratedRegex("^/(?:u/[0-9]+/)?(?:open|uc|download)/?$")]
    private static partial Regex QueryPath();

    /// <summary>Drive's ids are opaque; these characters and nothing else may reach a request's path or header.</summary>
    [GeneratedRegex("^[A-Za-z0-9_-]{8,128}$")]
    private static partial Regex FileIdShape();
}
