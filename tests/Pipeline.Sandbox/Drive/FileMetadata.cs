using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>Makes or changes an item from the File resource that a client sent.</summary>
internal static class FileMetadata
{
    /// <summary>Bytes of key and value together (UTF-8) that one custom property may have.</summary>
    private const int PropertyLimit = 124;

    /// <summary>Checks everything that can be refused before bytes arrive, and makes the item without storing it.</summary>
    public static DriveItem Create(DriveCall call, JsonObject body, string? mediaType)
    {
        BodyCheck.Check("File", body);
        var id = (string?)body["id"] ?? DriveId.New();
        if (!DriveId.IsUsable(id))
        {
            throw DriveRefusal.Invalid("The provided file ID is not usable. Take one from files.generateIds.", "file.id");
        }

        if (call.Store.Catalog.Contains(id))
        {
            throw DriveRefusal.IdInUse();
        }

        var parent = Parent(call, body);
        var now = call.Store.Catalog.Now();
        var item = new DriveItem
        {
            Id = id,
            Name = (string?)body["name"] ?? "Untitled",
            MimeType = (string?)body["mimeType"] ?? mediaType ?? "application/octet-stream",
            ParentId = parent.Id,
            DriveId = parent.DriveId,
            Owner = parent.DriveId is null ? call.Account.Email : null,
            CreatedTime = body["createdTime"] is { } created ? Instant(created, "createdTime") : now,
            ModifiedTime = now,
            ShortcutDetails = body["shortcutDetails"]?.DeepClone().AsObject(),
            OriginalFilename = (string?)body["originalFilename"],
        };
        Apply(item, body, call.Account);
        return item;
    }

    /// <summary>Changes an item; caller holds no lock.</summary>
    public static void Update(DriveCall call, DriveItem item, JsonObject body)
    {
        CheckUpdate(call, body);
        var now = call.Store.Catalog.Now();
        call.Store.Catalog.Locked(() =>
        {
            item.Name = (string?)body["name"] ?? item.Name;
            item.MimeType = (string?)body["mimeType"] ?? item.MimeType;
            item.Trashed = (bool?)body["trashed"] ?? item.Trashed;
            Apply(item, body, call.Account);
            item.ModifiedTime = body["modifiedTime"] is { } time ? Instant(time, "modifiedTime") : now;
            return ++item.Version;
        });
    }

    /// <summary>Moves an item by addParents and removeParents; it always keeps exactly one parent.</summary>
    public static void Move(DriveCall call, DriveItem item)
    {
        var add = Ids(call.Query("addParents"));
        var remove = Ids(call.Query("removeParents"));
        if (add.Count == 0 && remove.Count == 0)
        {
            return;
        }

        var after = new[] { item.ParentId! }.Except(remove).Union(add).ToList();
        if (after.Count != 1)
        {
            throw new DriveRefusal(
                403, "cannotAddParent", "Increasing the number of parents is not allowed: name the old parent in removeParents.");
        }

        var parent = call.Item(after[0]);
        call.Store.Catalog.Locked(() =>
        {
            item.ParentId = parent.Id;
            item.DriveId = parent.DriveId;
            return ++item.Version;
        });
    }

    public static void CheckUpdate(DriveCall call, JsonObject body)
    {
        BodyCheck.Check("File", body);
        if (body.ContainsKey("parents"))
        {
            throw new DriveRefusal(
                403, "fieldNotWritable",
                "The parents field is not directly writable in update requests. Use the addParents and removeParents parameters instead.");
        }

        if (body.ContainsKey("id") || body.ContainsKey("createdTime"))
        {
            throw DriveRefusal.NotWritable();
        }

        _ = call.Account.MayWrite ? true : throw InsufficientScope();
    }

    public static DriveRefusal InsufficientScope() =>
        new(403, "insufficientPermissions", "Request had insufficient authentication scopes.");

    private static DriveItem Parent(DriveCall call, JsonObject body)
    {
        var parents = body["parents"]?.AsArray() ?? [];
        if (parents.Count > 1)
        {
            throw DriveRefusal.Invalid("A file cannot have more than one parent.", "parents");
        }

        var parent = parents.Count == 1 ? call.Item((string)parents[0]!) : call.Store.Catalog.EnsureRoot(call.Account);
        if (!parent.IsFolder)
        {
            throw new DriveRefusal(403, "parentNotAFolder", "The specified parent is not a folder.");
        }

        return call.Store.Catalog.MayChange(call.Account, parent) ? parent : throw DriveRefusal.NoPermission(parent.Id);
    }

    private static void Apply(DriveItem item, JsonObject body, DriveAccount account)
    {
        item.Description = (string?)body["description"] ?? item.Description;
        item.Starred = (bool?)body["starred"] ?? item.Starred;
        Merge(item.Properties, body["properties"]);
        Merge(item.AppPropertiesOf(account.AppId), body["appProperties"]);
    }

    private static void Merge(Dictionary<string, string> values, JsonNode? changes)
    {
        foreach (var (key, node) in changes?.AsObject() ?? [])
        {
            if (node is null)
            {
                values.Remove(key);
                continue;
            }

            var value = (string)node!;
            if (Encoding.UTF8.GetByteCount(key + value) > PropertyLimit)
            {
                throw DriveRefusal.Invalid($"The custom property {key} is longer than {PropertyLimit} bytes (key and value, UTF-8).");
            }

            values[key] = value;
        }
    }

    private static List<string> Ids(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static DateTimeOffset Instant(JsonNode node, string name) =>
        DateTimeOffset.TryParse((string)node!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw DriveRefusal.Invalid($"Invalid value for {name}: an RFC 3339 date-time is needed.", name);
}
