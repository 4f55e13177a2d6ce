using Pipeline.Core.Files;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.LocalFiles;

/// <summary>A folder on this machine (or a mounted share) as the place for finished files. Ids are ours; <see cref="LocalIndex"/> keeps them.</summary>
internal sealed class LocalFileStore(LocalFilesOptions options, TimeProvider clock) : IFileStore
{
    /// <summary>Names the job's folder's id inside it, so that two folders of one name are told apart even if the index was not written yet.</summary>
    private const string Marker = ".pipeline-id";

    private readonly LocalIndex _index = new(Root(options));

    public Task<string> ReserveId(CancellationToken ct) => Task.FromResult(Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));

    public Task<StoredFolder> CreateFolder(string reservedId, string name, string? parentId, JobId job, CancellationToken ct) => OnDisk(async () =>
    {
        if (await _index.Find(reservedId, ct) is not { } folder || !Directory.Exists(folder))
        {
            var parent = string.IsNullOrEmpty(parentId) ? Root(options) : await Folder(parentId, ct);
            folder = await Claim(parent, LocalName.Clean(name), reservedId, ct);
            await _index.Save(reservedId, folder, ct);
        }

        return new StoredFolder(reservedId, new Uri(folder).AbsoluteUri);
    });

    public Task<bool> Holds(Artifact artifact, CancellationToken ct) => OnDisk(async () =>
        artifact.RemoteId is { } id && await _index.Find(id, ct) is { } path && await LocalCopy.Holds(path, artifact, ct));

    public Task<StoredFile> Upload(
        FileUpload upload, Func<Uri?, CancellationToken, Task> sessionOpened, IProgress<long> sent, CancellationToken ct) => OnDisk(async () =>
    {
        var known = await _index.Find(upload.ReservedId, ct);
        if (known is null || !await LocalCopy.Holds(known, upload.Artifact, ct)) known = await Copy(upload, known, sent, ct);
        sent.Report(upload.Artifact.Size);
        return new StoredFile(upload.ReservedId, new Uri(known).AbsoluteUri, upload.Artifact.Size);
    });

    private async Task<string> Copy(FileUpload upload, string? known, IProgress<long> sent, CancellationToken ct)
    {
        var folder = await Folder(upload.FolderId, ct);
        var part = Path.Combine(folder, $".{LocalName.Clean(upload.ReservedId)}.part");
        await LocalCopy.Write(upload, part, sent, ct);
        // A person may have removed the folder that the index names.
        if (known is not null && !Directory.Exists(Path.GetDirectoryName(known))) known = null;
        if (known is not null) File.Move(part, known, overwrite: true);
        var path = known ?? await Place(part, folder, upload.Artifact, ct);
        await _index.Save(upload.ReservedId, path, ct);
        return path;
    }

    /// <summary>Gives the part its name. The same content under the name is this file, placed by a run that died before it wrote the index.</summary>
    private static async Task<string> Place(string part, string folder, Artifact artifact, CancellationToken ct)
    {
        foreach (var name in LocalName.Variants(LocalName.Clean(artifact.Name), isFile: true))
        {
            var path = Path.Combine(folder, name);
            if (await LocalCopy.Holds(path, artifact, ct))
            {
                File.Delete(part);
                return path;
            }

            // Somebody else may take the name between the look and the move: the next variant.
            if (!Taken(path) && ExclusiveMove.Try(part, path)) return path;
        }

        throw new InvalidOperationException("The list of names is endless.");
    }

    /// <summary>A folder is made aside, marker inside, then renamed: rename refuses a name that is taken, mkdir would not tell.</summary>
    private static async Task<string> Claim(string parent, string name, string id, CancellationToken ct)
    {
        var aside = Path.Combine(parent, $".{LocalName.Clean(id)}.part");
        Directory.CreateDirectory(aside);
        await File.WriteAllTextAsync(Path.Combine(aside, Marker), id, ct);
        foreach (var path in LocalName.Variants(name, isFile: false).Select(variant => Path.Combine(parent, variant)))
        {
            if (await IsMarked(path, id, ct))
            {
                Directory.Delete(aside, recursive: true);
                return path;
            }

            if (Taken(path)) continue;
            try
            {
                Directory.Move(aside, path);
                return path;
            }
            catch (IOException) when (Taken(path))
            {
                // Somebody else took the name between the look and the move: the next variant.
                continue;
            }
        }

        throw new InvalidOperationException("The list of names is endless.");
    }

    private static async Task<bool> IsMarked(string folder, string id, CancellationToken ct)
    {
        var marker = Path.Combine(folder, Marker);
        return File.Exists(marker) && await File.ReadAllTextAsync(marker, ct) == id;
    }

    private static bool Taken(string path) => Directory.Exists(path) || File.Exists(path);

    /// <summary>One of our folders, or a plain sub-folder that a channel's drive_folder names.</summary>
    private async Task<string> Folder(string id, CancellationToken ct)
    {
        var folder = await _index.Find(id, ct) ?? Path.Combine(Root(options), LocalName.Clean(id));
        return Directory.CreateDirectory(folder).FullName;
    }

    private static string Root(LocalFilesOptions options) => options.Directory.Length > 0
        ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Directory))
        : throw new JobFailureException(
            ErrorClass.Operator, "local-files-directory", "The worker does not know where finished files go. Ask the operator to set LocalFiles:Directory, then set the row back.");

    private static async Task<T> OnDisk<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new JobFailureException(ErrorClass.Operator, "local-files-access",
                "The worker may not write into the folder of LocalFiles:Directory. Ask the operator to give its user the right, then set the row back.", e.Message);
        }
        catch (IOException e)
        {
            throw new JobFailureException(ErrorClass.Local, "local-files-disk",
                "Writing into the folder of LocalFiles:Directory failed. The operator must check free space and the disk; then the video goes on by itself.", e.Message);
        }
    }
}
