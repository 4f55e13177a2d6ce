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
    /// <exception cref="JobFailureException">Operator <c>model</c>: it is in none of the four places, which are named, or cannot be
    /// fetched; local <c>disk-full</c>; transient <c>model-host</c>.</exception>
    public async Task<FoundModel> Require(string wanted, CancellationToken ct)
    {
        if (Find(wanted) is { } found) return found;
        if (!options.AutoDownload || Downloadable(wanted) is not { } known) throw Missing(wanted);
        try
        {
            return await Pull(known, new Progress<DownloadProgress>(), ct);
        }
        catch (ModelFailureException e)
        {
            throw NotFetched(known, e);
        }
    }

    /// <summary>Fetches a model into the model folder, or returns the one that is there.</summary>
    /// <exception cref="ModelFailureException">Refused, other bytes than expected, no room, network. What came is kept and continued.</exception>
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
        var (host, repair) = Downloadable(wanted) is null
            ? ("none of the names that can be downloaded", "name one that `pipeline models list` shows")
            : ("not downloaded by itself (Models:AutoDownload)", $"run `pipeline models pull {name}`");
        return new JobFailureException(
            ErrorClass.Operator,
            "model",
            $"The speech model {wanted} is not there: it is no path of a file, not in the model folder {Folder}, not among the bundled models (assets/models) and {host}. "
            + $"Ask the operator to {repair}, then set the row back.",
            "Looked at: " + string.Join(", ", Places(wanted).Select(p => p.Path)));
    }

    private static JobFailureException NotFetched(KnownModel model, ModelFailureException e) => e.Turn switch
    {
        ErrorClass.Local => new(ErrorClass.Local, "disk-full", $"The worker has no room for the speech model {model.Name}; its operator must make some.", e.Message, e),
        ErrorClass.Transient => new(ErrorClass.Transient, "model-host", $"The speech model {model.Name} could not be fetched.", e.Message, e),
        _ => new(ErrorClass.Operator, "model", $"The speech model {model.Name} cannot be fetched. Ask the operator to try `pipeline models pull {model.Name}`, then set the row back.", e.Message, e),
    };

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
