using System.Text;

namespace Pipeline.Sandbox.Drive;

/// <summary>
/// Everything the Sandbox's Drive knows, for tests in the same process: files with hashes, upload sessions, byte counts, switches.
/// Thread-safe. Contents lie in a spool folder, not in memory.
/// </summary>
public sealed class DriveStore : IDisposable
{
    private readonly DirectoryInfo _spool;
    private readonly bool _ownsSpool;

    public DriveStore(DriveOptions? options = null)
    {
        Options = options ?? new DriveOptions();
        _ownsSpool = Options.SpoolDirectory is null;
        _spool = _ownsSpool
            ? Directory.CreateTempSubdirectory("sandbox-drive-")
            : Directory.CreateDirectory(Options.SpoolDirectory!);
        Catalog = new DriveCatalog(Options.Clock);
        Tokens = new AccessTokens(Options);
        Sessions = new UploadSessions(Options, _spool.FullName);
        DriveSeed.Fill(Catalog);
    }

    public DriveSwitches Switches { get; private set; } = new();

    /// <summary>Upload sessions in the order in which they were opened.</summary>
    public IReadOnlyList<UploadBooks> Uploads => Sessions.Books();

    /// <summary>Access tokens given out so far.</summary>
    public int TokensIssued => Tokens.Issued;

    internal DriveOptions Options { get; }

    internal DriveCatalog Catalog { get; }

    internal AccessTokens Tokens { get; }

    internal UploadSessions Sessions { get; }

    /// <summary>All files and folders, trashed ones included, in the order of their paths.</summary>
    public IReadOnlyList<DriveFile> ListFiles() => Catalog.List(BytesReceived);

    /// <summary>The one file with this id, or null.</summary>
    public DriveFile? Find(string id) => ListFiles().FirstOrDefault(f => f.Id == id);

    /// <summary>Bytes read from all upload requests for a file, those sent twice included.</summary>
    public long BytesReceived(string fileId) => Sessions.BytesReceived(fileId);

    /// <summary>The stored bytes of a file.</summary>
    /// <exception cref="ArgumentException">No such file, or it has no content.</exception>
    public Stream OpenContent(string id) => Catalog.ContentOf(id) is { } content
        ? File.OpenRead(content.Path)
        : throw new ArgumentException($"No content is stored for {id}.", nameof(id));

    public string ReadText(string id)
    {
        using var reader = new StreamReader(OpenContent(id), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Puts a file there as a person would, for instance a video to be processed.</summary>
    public async Task<DriveFile> AddFileAsync(
        string name, string mimeType, Stream content, string parentId = DriveSeed.FolderId, CancellationToken cancel = default)
    {
        var id = DriveId.New();
        var path = NewSpoolPath();
        await using (var file = File.Create(path))
        {
            await content.CopyToAsync(file, cancel);
        }

        Catalog.Add(id, name, mimeType, parentId, await DriveContent.OfAsync(path, cancel));
        return Find(id)!;
    }

    /// <summary>A folder in somebody's My Drive.</summary>
    /// <returns>Its id.</returns>
    public string AddFolder(string name, string owner) => Catalog.Locked(() =>
    {
        var now = Catalog.Now();
        var root = Catalog.EnsureRoot(new DriveAccount(owner, owner, true, []));
        var folder = new DriveItem { Id = DriveId.New(), Name = name, MimeType = DriveItem.Folder, ParentId = root.Id, Owner = owner, CreatedTime = now, ModifiedTime = now };
        Catalog.Insert(folder);
        return folder.Id;
    });

    /// <summary>Gives an account a role in a folder, as a person does in its Share dialogue.</summary>
    /// <param name="editor">False: Viewer, who may look and change nothing.</param>
    public void Share(string id, string email, bool editor) => Catalog.Locked(() =>
    {
        var (given, taken) = editor ? (Catalog.Peek(id)!.SharedWith, Catalog.Peek(id)!.Viewers) : (Catalog.Peek(id)!.Viewers, Catalog.Peek(id)!.SharedWith);
        taken.Remove(email);
        return given.Add(email);
    });

    /// <summary>Throws a file away as a person would.</summary>
    public void Trash(string id) => Catalog.Locked(() => Catalog.Peek(id)!.Trashed = true);

    /// <summary>Every access token given out so far is refused with 401 from now on.</summary>
    public void RevokeTokens() => Tokens.Revoke();

    /// <summary>Every open upload session answers 404 from now on, as after a week.</summary>
    public void ExpireSessions() => Sessions.ExpireAll();

    public void ResetSwitches() => Switches = new DriveSwitches();

    public void Dispose()
    {
        if (_ownsSpool && _spool.Exists)
        {
            _spool.Delete(recursive: true);
        }
    }

    internal void Replace(DriveSwitches switches) => Switches = switches;

    internal string NewSpoolPath() => Path.Combine(_spool.FullName, Guid.NewGuid().ToString("N"));
}
