using System.Collections.Concurrent;
using System.Security.Cryptography;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;

namespace Pipeline.Adapters.Models;

/// <summary>Finds models, in this order: the path itself, the model folder, what is bundled, the model host.</summary>
public sealed class ModelStore(ModelsOptions options, DataRoot data, ModelDownload download)
{
    private readonly ConcurrentDictionary<string, (long Size, DateTime Written, string Sha256)> hashes = new();

    /// <summary>The model folder, as a full path.</summary>
    public string Folder { get; } = Path.GetFullPath(Path.Combine(data.Path, options.Directory));

    /// <summary>Looks on disk only; null: it is not there.</summary>
    /// <param name="wanted">A name, a file name, or a path (anything with a slash).</param>
    public FoundModel? Find(string wanted)
    {
        var name = ModelName.Of(wanted);
        return Places(wanted).Where(p => File.Exists(p.Path)).Select(p => new FoundModel(name, p.Path, p.Place)).FirstOrDefault();
    }

    /// <summary>As <see cref="Find"/>, and fetches a known model when Models:AutoDownload allows it.</summary>
    /// <exception cref="JobFailureException">Operator <c>model</c>: it is in none of the four places, which are named; and what
    /// <see cref="Pull"/> throws.</exception>
    public async Task<FoundModel> Require(string wanted, CancellationToken ct)
    {
        if (Find(wanted) is { } found) return found;
        if (options.AutoDownload && Downloadable(wanted) is { } known) return await Pull(known, new Progress<DownloadProgress>(), ct);
        throw Missing(wanted);
    }

    /// <summary>Fetches a model into the model folder, or returns the one that is there.</summary>
    /// <exception cref="JobFailureException">Operator <c>model</c>: refused, or other bytes than expected; local <c>disk-full</c>;
    /// transient: network. What came is kept and continued.</exception>
    public async Task<FoundModel> Pull(KnownModel model, IProgress<DownloadProgress> progress, CancellationToken ct) =>
        new(model.Name, await download.Run(model, Folder, progress, ct), ModelPlace.Folder);

    /// <summary>Lower-case hex; computed once and again only when size or time of the file changes.</summary>
    public async Task<string> Sha256(FoundModel model, CancellationToken ct)
    {
        var file = new FileInfo(model.Path);
        if (hashes.TryGetValue(model.Path, out var known) && known.Size == file.Length && known.Written == file.LastWriteTimeUtc) return known.Sha256;
        var hash = await Checksum.Of(model.Path, HashAlgorithmName.SHA256, ct);
        hashes[model.Path] = (file.Length, file.LastWriteTimeUtc, hash);
        return hash;
    }

    /// <summary>Every model on disk, known or not, each name once.</summary>
    public IReadOnlyList<FoundModel> OnDisk() =>
        [.. Bundled().Prepend(Folder).Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "ggml-*.bin")).Select(ModelName.Of).Distinct().Select(n => Find(n)!)];

    /// <summary>Whether a file is what was published; null: nothing was.</summary>
    /// <exception cref="JobFailureException">The host had to be asked and did not answer.</exception>
    public async Task<bool?> Verify(FoundModel model, CancellationToken ct)
    {
        if (ModelCatalog.Find(model.Name) is not { } known) return null;
        return await download.ChecksumOf(known, ct) is { } checksum ? await checksum.Fits(model.Path, ct) : null;
    }

    private JobFailureException Missing(string wanted)
    {
        var name = ModelName.Of(wanted);
        var host = Downloadable(wanted) is null
            ? "it is none of the names that can be downloaded (`pipeline models list`)"
            : $"downloading is not allowed (Models:AutoDownload). Fetch it with `pipeline models pull {name}`";
        return new JobFailureException(
            ErrorClass.Operator,
            "model",
            $"The speech model {wanted} is not there: it is no path of a file, not in the model folder {Folder}, not among the bundled models (assets/models), and {host}.",
            "Looked at: " + string.Join(", ", Places(wanted).Select(p => p.Path)));
    }

    private static KnownModel? Downloadable(string wanted) =>
        !ModelName.IsPath(wanted) && ModelCatalog.Find(ModelName.Of(wanted)) is { Repository: not null } known ? known : null;

    private IEnumerable<(string Path, ModelPlace Place)> Places(string wanted)
    {
        if (ModelName.IsPath(wanted)) return [(Path.GetFullPath(wanted), ModelPlace.Path)];
        var file = ModelName.FileOf(ModelName.Of(wanted));
        return Bundled().Select(b => (Path.Combine(b, file), ModelPlace.Bundled)).Prepend((Path.Combine(Folder, file), ModelPlace.Folder));
    }

    /// <summary>Beside the program, then upwards: in a checkout the program lies some folders below the root.</summary>
    private static IEnumerable<string> Bundled()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent) yield return Path.Combine(at.FullName, "assets", "models");
    }
}
