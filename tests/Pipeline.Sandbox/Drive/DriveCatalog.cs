namespace Pipeline.Sandbox.Drive;

/// <summary>The tree of items and who may see what. One lock for all of it: a fake Drive is not in a hurry.</summary>
internal sealed class DriveCatalog(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DriveItem> _items = [];
    private DateTimeOffset _last;

    /// <summary>Milliseconds, as Drive keeps them, and never the same twice: createdTime orders files without ties.</summary>
    public DateTimeOffset Now()
    {
        lock (_lock)
        {
            var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
            return _last = now > _last ? now : _last.AddMilliseconds(1);
        }
    }

    public T Locked<T>(Func<T> work)
    {
        lock (_lock)
        {
            return work();
        }
    }

    public bool Contains(string id) => Locked(() => _items.ContainsKey(id));

    /// <exception cref="DriveRefusal">409 when the id is taken.</exception>
    public void Insert(DriveItem item) => Locked(() => _items.TryAdd(item.Id, item) ? true : throw DriveRefusal.IdInUse());

    public void Add(string id, string name, string mimeType, string parentId, DriveContent content)
    {
        var now = Now();
        Insert(new DriveItem
        {
            Id = id,
            Name = name,
            MimeType = mimeType,
            ParentId = parentId,
            DriveId = Locked(() => _items[parentId].DriveId),
            Owner = Locked(() => _items[parentId].Owner),
            CreatedTime = now,
            ModifiedTime = now,
            Content = content,
        });
    }

    /// <summary>Removes an item and everything below it.</summary>
    public void Remove(string id) => Locked(() =>
    {
        foreach (var child in _items.Values.Where(i => i.ParentId == id).ToList())
        {
            Remove(child.Id);
        }

        return _items.Remove(id);
    });

    /// <summary>The item, when this account may see it in this request.</summary>
    /// <exception cref="DriveRefusal">404: unknown, not shared with the account, or in a shared drive without supportsAllDrives.</exception>
    public DriveItem Get(DriveAccount account, string id, bool supportsAllDrives) => Locked(() =>
    {
        var key = id == "root" ? EnsureRoot(account).Id : id;
        return _items.TryGetValue(key, out var item) && MaySee(account, item) && (item.DriveId is null || supportsAllDrives)
            ? item
            : throw DriveRefusal.NotFound(id);
    });

    public DriveItem EnsureRoot(DriveAccount account) => Locked(() =>
    {
        if (!_items.TryGetValue(account.RootId, out var root))
        {
            var now = Now();
            _items[account.RootId] = root = new DriveItem
            {
                Id = account.RootId,
                Name = "My Drive",
                MimeType = DriveItem.Folder,
                Owner = account.Email,
                CreatedTime = now,
                ModifiedTime = now,
            };
        }

        return root;
    });

    public List<DriveItem> VisibleTo(DriveAccount account) => Locked(() => _items.Values.Where(i => MaySee(account, i)).ToList());

    public List<DriveItem> ChildrenOf(string id) =>
        Locked(() => _items.Values.Where(i => i.ParentId == id).OrderBy(i => i.Name, StringComparer.Ordinal).ToList());

    public DriveItem? Peek(string id) => Locked(() => _items.GetValueOrDefault(id));

    public DriveContent? ContentOf(string id) => Locked(() => _items.GetValueOrDefault(id)?.Content);

    /// <summary>Trashed itself, or inside a trashed folder.</summary>
    public bool IsTrashed(DriveItem item) => Locked(() => Lineage(item).Any(i => i.Trashed));

    public IReadOnlyList<DriveFile> List(Func<string, long> bytesReceived) => Locked(() => _items.Values
        .Where(i => i.ParentId is not null)
        .Select(i => new DriveFile(
            PathOf(i), i.Id, i.Name, i.MimeType, i.Content?.Size, i.Content?.Md5, i.Content?.Sha256, IsTrashed(i),
            i.AppProperties.Values.SelectMany(p => p).DistinctBy(p => p.Key).ToDictionary(),
            bytesReceived(i.Id)))
        .OrderBy(f => f.Path, StringComparer.Ordinal)
        .ToList());

    public string PathOf(DriveItem item) =>
        Locked(() => string.Join('/', Lineage(item).Where(i => i.ParentId is not null).Select(i => i.Name).Reverse()));

    /// <summary>Whether the account's scopes and its role in the folder allow it to write.</summary>
    public bool MayChange(DriveAccount account, DriveItem item) =>
        Locked(() => account.MayWrite && !Lineage(item).Any(i => i.Viewers.Contains(account.Email)));

    private bool MaySee(DriveAccount account, DriveItem item) =>
        item.DriveId is not null || Lineage(item).Any(i => i.Owner == account.Email || i.SharedWith.Contains(account.Email) || i.Viewers.Contains(account.Email));

    private IEnumerable<DriveItem> Lineage(DriveItem item)
    {
        for (var i = item; i is not null; i = i.ParentId is { } parent ? _items.GetValueOrDefault(parent) : null)
        {
            yield return i;
        }
    }
}
