using Pipeline.Core.Jobs;

namespace Pipeline.Core.Files;

/// <summary>Where finished files go: Google Drive, or a local folder. Everything may be repeated: an identity is reserved
/// first, and whoever repeats with it finds what is there instead of making a second one.</summary>
public interface IFileStore
{
    /// <summary>An identity that the next folder or file will have.</summary>
    Task<string> ReserveId(CancellationToken ct);

    /// <summary>Makes the folder, or finds it under its id.</summary>
    /// <param name="parentId">Null: the store's configured root.</param>
    Task<StoredFolder> CreateFolder(string reservedId, string name, string? parentId, JobId job, CancellationToken ct);

    /// <summary>Whether a file that was uploaded is still there as it was: not thrown away, not changed.</summary>
    Task<bool> Holds(Artifact artifact, CancellationToken ct);

    /// <summary>Sends the file, goes on where an interrupted upload stopped, compares size and hash, and returns it.
    /// A file that is there already under its id with the same hash is not sent again.</summary>
    /// <param name="sessionOpened">Called with the session address BEFORE the first byte (null: the old one has expired); must have persisted it when it returns.</param>
    /// <param name="sent">Bytes that the store has, as the store says.</param>
    Task<StoredFile> Upload(FileUpload upload, Func<Uri?, CancellationToken, Task> sessionOpened, IProgress<long> sent, CancellationToken ct);
}
