using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>Draws an item as Drive's File resource, seen by one account.</summary>
internal static class FileJson
{
    public static JsonObject Of(DriveItem item, DriveAccount account, string root, DriveCatalog catalog) => catalog.Locked(() =>
    {
        var json = new JsonObject
        {
            ["kind"] = "drive#file",
            ["id"] = item.Id,
            ["name"] = item.Name,
            ["mimeType"] = item.MimeType,
            ["starred"] = item.Starred,
            ["trashed"] = catalog.IsTrashed(item),
            ["explicitlyTrashed"] = item.Trashed,
            ["spaces"] = new JsonArray("drive"),
            ["version"] = item.Version.ToString(CultureInfo.InvariantCulture),
            ["createdTime"] = Time(item.CreatedTime),
            ["modifiedTime"] = Time(item.ModifiedTime),
            ["webViewLink"] = WebViewLink(item, root),
            ["ownedByMe"] = item.Owner == account.Email,
            ["shared"] = item.DriveId is not null || item.SharedWith.Count > 0,
            ["isAppAuthorized"] = true,
            ["capabilities"] = Capabilities(item, catalog.MayChange(account, item)),
        };
        AddOptional(json, item, account);
        AddContent(json, item, root);
        return json;
    });

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string WebViewLink(DriveItem item, string root) =>
        item.IsFolder ? $"{root}drive/folders/{item.Id}" : $"{root}drive/file/{item.Id}/view";

    private static void AddOptional(JsonObject json, DriveItem item, DriveAccount account)
    {
        if (item.ParentId is { } parent)
        {
            json["parents"] = new JsonArray(parent);
        }

        if (item.DriveId is { } drive)
        {
            json["driveId"] = drive;
            json["teamDriveId"] = drive;
        }
        else
        {
            json["owners"] = new JsonArray(new JsonObject { ["kind"] = "drive#user", ["emailAddress"] = item.Owner });
        }

        Add(json, "description", item.Description);
        Add(json, "shortcutDetails", item.ShortcutDetails?.DeepClone());
        Add(json, "properties", Map(item.Properties));
        Add(json, "appProperties", Map(item.AppPropertiesOf(account.AppId)));
    }

    private static void AddContent(JsonObject json, DriveItem item, string root)
    {
        if (item.Content is not { } content)
        {
            return;
        }

        var size = content.Size.ToString(CultureInfo.InvariantCulture);
        json["size"] = size;
        json["quotaBytesUsed"] = size;
        json["md5Checksum"] = content.Md5;
        json["sha1Checksum"] = content.Sha1;
        json["sha256Checksum"] = content.Sha256;
        json["originalFilename"] = item.OriginalFilename ?? item.Name;
        json["fileExtension"] = Path.GetExtension(item.Name).TrimStart('.');
        json["fullFileExtension"] = Path.GetExtension(item.Name).TrimStart('.');
        json["headRevisionId"] = $"{item.Id[..8]}-{item.Version}";
        json["webContentLink"] = $"{root}drive/file/{item.Id}/content";
    }

    /// <summary>A service account "may add children" to a folder in My Drive too; only the upload is refused (contract §1.2).</summary>
    private static JsonObject Capabilities(DriveItem item, bool mayChange) => new()
    {
        ["canAddChildren"] = item.IsFolder && mayChange,
        ["canListChildren"] = item.IsFolder,
        ["canDownload"] = item.Content is not null,
        ["canEdit"] = mayChange,
        ["canRename"] = mayChange,
        ["canTrash"] = mayChange && item.ParentId is not null,
        ["canDelete"] = mayChange && item.ParentId is not null,
    };

    private static JsonObject? Map(Dictionary<string, string> values) => values.Count == 0
        ? null
        : new JsonObject(values.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, p.Value)));

    private static void Add(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
