namespace Pipeline.Adapters.LocalFiles;

/// <summary>Which folder or file has which id: one small file per id in <c>.pipeline/</c> of the store, holding the relative path.
/// Written by rename, so a crash leaves the old state or the new one.</summary>
internal sealed class LocalIndex(string root)
{
    /// <summary>Absolute path of what the id stands for; null when unknown. Whether it still exists is for the caller to see.</summary>
    public async Task<string?> Find(string id, CancellationToken ct)
    {
        var entry = Entry(id);
        if (!File.Exists(entry)) return null;
        var path = Path.GetFullPath(await File.ReadAllTextAsync(entry, ct), root);
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : null;
    }

    public async Task Save(string id, string path, CancellationToken ct)
    {
        var entry = Entry(id);
        Directory.CreateDirectory(Path.GetDirectoryName(entry)!);
        await using (var file = new FileStream(entry + ".part", FileMode.Create, FileAccess.Write))
        {
            await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Path.GetRelativePath(root, path)), ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(entry + ".part", entry, overwrite: true);
    }

    private string Entry(string id) => Path.Combine(root, ".pipeline", LocalName.Clean(id));
}
