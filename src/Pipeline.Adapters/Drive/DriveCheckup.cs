using Pipeline.Core.Channels;
using Pipeline.Core.Checkups;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Drive;

/// <summary>The credential, and every folder that takes videos: found, a folder, writable, and with somebody who owns storage (media-and-drive.md §1.2).</summary>
internal sealed class DriveCheckup(DriveOptions options, DriveTokens tokens, DriveClient drive, ChannelCatalog channels) : ICheckup
{
    private const string Fields = "id,name,mimeType,trashed,driveId,capabilities(canAddChildren)";

    public string Area => "Drive";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken ct)
    {
        try
        {
            await tokens.Get(null, ct);
        }
        catch (Exception e) when (e is JobFailureException or HttpRequestException)
        {
            var sentence = e is JobFailureException failure ? failure.Error.Sentence : $"Google's token endpoint did not give a token: {e.Message}";
            return [Finding.Problem(Area, "credential", sentence, "Put a valid credential into the file that Drive:CredentialsFile names (docs/operations.md, Google Drive); a running worker takes it up by itself.")];
        }

        List<Finding> findings = [Finding.Ok(Area, "credential", $"Google gives a token to {drive.Account.Name}.")];
        foreach (var (id, where) in Folders()) findings.Add(await Folder(id, where, ct));
        return findings;
    }

    /// <summary>Each folder once, with the settings that name it.</summary>
    private IEnumerable<(string Id, string Where)> Folders() =>
        channels.All.Select(c => c.DriveFolder is { } own ? (Id: own, Where: $"channels.{c.Name}.drive_folder") : (Id: options.Root, Where: "Drive:RootFolderId"))
            .DefaultIfEmpty((Id: options.Root, Where: "Drive:RootFolderId"))
            .GroupBy(f => f.Id, f => f.Where)
            .Select(g => (g.Key, string.Join(", ", g.Distinct())));

    private async Task<Finding> Folder(string id, string where, CancellationToken ct)
    {
        try
        {
            return await drive.Get(id, Fields, null, ct) is { } folder ? Judge(folder, id, where) : NotFound(id, where);
        }
        catch (JobFailureException e)
        {
            return Finding.Problem(Area, $"folder {id}", e.Error.Sentence, $"Repair what the sentence says; the folder stands in {where}.");
        }
    }

    private Finding NotFound(string id, string where) => Finding.Problem(
        Area, $"folder {id}", $"Drive does not show the folder of {where} to {drive.Account.Name}: it does not exist, or is not shared with that account.",
        $"In Drive open the folder, Share, add {drive.Account.Name} as Content manager; or correct {where}.");

    private Finding Judge(DriveFile folder, string id, string where)
    {
        var subject = $"folder \"{folder.Name}\"";
        if (folder.MimeType != DriveFile.FolderType)
            return Finding.Problem(Area, subject, $"{id} in {where} is a file, not a folder.", $"Put the folder's id there: the last part of its link, drive.google.com/drive/folders/ID.");
        if (folder.Trashed)
            return Finding.Problem(Area, subject, "The folder is in Drive's bin.", $"Restore it in Drive, or put another folder into {where}.");
        if (drive.Account.OwnsNoStorage && folder.DriveId is null)
            return Finding.Problem(Area, subject, DriveFailure.NoStorage(drive.Account), DriveFailure.StorageRepair);
        return folder.Capabilities?.CanAddChildren == false
            ? Finding.Problem(Area, subject, $"{drive.Account.Name} may look into the folder but not add files.", $"In Drive open the folder, Share, and make {drive.Account.Name} {(folder.DriveId is null ? "Editor" : "Content manager")}; or put another folder into {where}.")
            : Finding.Ok(Area, subject, $"{drive.Account.Name} may add files{(folder.DriveId is null ? "" : " (shared drive)")}; used by {where}.");
    }
}
