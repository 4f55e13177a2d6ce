using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>One stored file, folder or shortcut. Guarded by the store's lock.</summary>
internal sealed class DriveItem
{
    public const string Folder = "application/vnd.google-apps.folder";

    public required string Id { get; init; }
    public required string Name { get; set; }
    public required string MimeType { get; set; }
    public string? ParentId { get; set; }

    /// <summary>Id of the shared drive; null in somebody's My Drive.</summary>
    public string? DriveId { get; set; }

    /// <summary>Owner's address; null in a shared drive, which owns its items itself.</summary>
    public string? Owner { get; init; }

    /// <summary>Accounts that may edit this item and what is below it.</summary>
    public HashSet<string> SharedWith { get; } = [];

    /// <summary>Accounts that may look at this item and what is below it, and change nothing; in a shared drive all others are its content managers.</summary>
    public HashSet<string> Viewers { get; } = [];

    public bool Trashed { get; set; }
    public bool Starred { get; set; }
    public string? Description { get; set; }
    public string? OriginalFilename { get; set; }
    public Dictionary<string, string> Properties { get; } = [];

    /// <summary>Private properties by application: one OAuth client never sees those of another.</summary>
    public Dictionary<string, Dictionary<string, string>> AppProperties { get; } = [];

    public JsonObject? ShortcutDetails { get; set; }
    public required DateTimeOffset CreatedTime { get; set; }
    public required DateTimeOffset ModifiedTime { get; set; }
    public long Version { get; set; } = 1;
    public DriveContent? Content { get; set; }

    public bool IsFolder => MimeType == Folder;

    public Dictionary<string, string> AppPropertiesOf(string appId) =>
        AppProperties.TryGetValue(appId, out var own) ? own : AppProperties[appId] = [];
}
