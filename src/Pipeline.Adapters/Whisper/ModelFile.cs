using System.Security.Cryptography;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Whisper;

/// <summary>A model on disk. Its checksum is computed once and again only when size or time of the file changes.</summary>
internal sealed class ModelFile(string setting, string configured)
{
    private readonly Lock gate = new();
    private (long Size, DateTime Written, string Sha256)? known;

    /// <summary>Name without folder, <c>ggml-</c> and extension: <c>base-q4_k</c>.</summary>
    public string Name
    {
        get
        {
            var name = Path.GetFileNameWithoutExtension(configured);
            return name.StartsWith("ggml-", StringComparison.Ordinal) ? name[5..] : name;
        }
    }

    /// <exception cref="JobFailureException">Operator <c>model</c>: there is no such file; the places that were looked at are named.</exception>
    public string Locate()
    {
        var places = Places().ToList();
        return places.Find(File.Exists) ?? throw new JobFailureException(
            ErrorClass.Operator,
            "model",
            $"The model {configured} was not found. Ask the operator to put it into assets/models or to set Whisper:{setting} to its full path, then set the row back.",
            "Looked at: " + string.Join(", ", places));
    }

    /// <summary>Lower-case hex.</summary>
    public string Sha256()
    {
        var file = new FileInfo(Locate());
        lock (gate)
        {
            if (known is { } k && k.Size == file.Length && k.Written == file.LastWriteTimeUtc) return k.Sha256;
            using var content = file.OpenRead();
            var hash = Convert.ToHexStringLower(SHA256.HashData(content));
            known = (file.Length, file.LastWriteTimeUtc, hash);
            return hash;
        }
    }

    /// <summary>A path is taken as it is. A bare name is looked for beside the program, then upwards: in a checkout the program lies
    /// some folders below the root.</summary>
    private IEnumerable<string> Places()
    {
        if (configured.Contains('/', StringComparison.Ordinal)) return [Path.GetFullPath(configured)];
        return Ancestors(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, "assets", "models", configured));
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent) yield return at.FullName;
    }
}
