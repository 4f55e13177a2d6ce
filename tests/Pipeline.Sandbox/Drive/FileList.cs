using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>drive.files.list: corpora rules, search, order, pages.</summary>
internal static class FileList
{
    public static JsonNode Of(DriveCall call)
    {
        CheckDrives(call);
        var query = SearchQueryParser.Parse(call.Query("q"));
        var scope = new SearchScope(call.Account, call.Store.Catalog);
        CheckParents(call, query);
        var found = FileOrder.Sort(
            call.Store.Catalog.Locked(() => InScope(call).Where(i => query.Matches(i, scope)).ToList()), call.Query("orderBy"));
        var size = int.Parse(call.Query("pageSize") ?? "100", CultureInfo.InvariantCulture);
        var from = Offset(call);
        var whole = new JsonObject
        {
            ["kind"] = "drive#fileList",
            ["incompleteSearch"] = false,
            ["files"] = new JsonArray([.. found.Skip(from).Take(size)
                .Select(i => (JsonNode)FileJson.Of(i, call.Account, call.Root, call.Store.Catalog))]),
        };
        if (from + size < found.Count)
        {
            whole["nextPageToken"] = Token(call, from + size);
        }

        return call.Masked(whole, "kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)");
    }

    private static IEnumerable<DriveItem> InScope(DriveCall call)
    {
        var drive = call.Query("driveId") ?? call.Query("teamDriveId");
        var withDrives = call.Flag("includeItemsFromAllDrives") || call.Flag("includeTeamDriveItems");
        return call.Store.Catalog.VisibleTo(call.Account)
            .Where(i => i.ParentId is not null)
            .Where(i => drive is null ? i.DriveId is null || withDrives : i.DriveId == drive);
    }

    /// <summary>Rules and words as Drive has them (pygsheets#437, google-api-php-client#1825).</summary>
    private static void CheckDrives(DriveCall call)
    {
        var corpora = call.Query("corpora") ?? "user";
        var drive = call.Query("driveId");
        var include = call.Flag("includeItemsFromAllDrives") || call.Flag("includeTeamDriveItems");
        if (corpora is not ("user" or "domain" or "drive" or "allDrives"))
        {
            throw DriveRefusal.Invalid($"Invalid value for corpora: {corpora}. Use user, domain, drive or allDrives.", "corpora");
        }

        if (corpora == "drive" != drive is not null)
        {
            throw new DriveRefusal(
                403, "teamDriveIdRequiresTeamDriveCorpora", "The driveId parameter must be specified if and only if corpora is set to drive.");
        }

        if (corpora is "drive" or "allDrives" && !include)
        {
            throw new DriveRefusal(
                403, "teamDriveMembershipRequired",
                "The includeItemsFromAllDrives parameter must be set to true when driveId is specified or corpora contains drive or allDrives.");
        }

        if (include && !call.SupportsAllDrives)
        {
            throw new DriveRefusal(
                403, "teamDrivesNotSupported", "The supportsAllDrives parameter must be set to true when includeItemsFromAllDrives is set to true.");
        }

        if (drive is not null and not DriveSeed.SharedDriveId)
        {
            throw new DriveRefusal(404, "notFound", $"Shared drive not found: {drive}", "driveId");
        }
    }

    /// <summary>A parent that the account cannot see is an error in Drive, not an empty list.</summary>
    private static void CheckParents(DriveCall call, SearchQuery query)
    {
        foreach (var parent in query.Parents())
        {
            try
            {
                call.Store.Catalog.Get(call.Account, parent, supportsAllDrives: true);
            }
            catch (DriveRefusal)
            {
                throw new DriveRefusal(404, "notFound", "File not found: .", "fileId");
            }
        }
    }

    private static int Offset(DriveCall call)
    {
        if (call.Query("pageToken") is not { } token)
        {
            return 0;
        }

        var refusal = DriveRefusal.Invalid("Invalid Value: this page token does not belong to this search.", "pageToken");
        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(token)).Split('\n', 2);
            return parts.Length == 2 && parts[1] == Search(call) ? int.Parse(parts[0], CultureInfo.InvariantCulture) : throw refusal;
        }
        catch (FormatException)
        {
            throw refusal;
        }
    }

    private static string Token(DriveCall call, int offset) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{offset.ToString(CultureInfo.InvariantCulture)}\n{Search(call)}"));

    private static string Search(DriveCall call) => string.Join('|', call.Query("q"), call.Query("orderBy"), call.Query("driveId"));
}
