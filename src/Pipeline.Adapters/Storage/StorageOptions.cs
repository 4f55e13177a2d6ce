using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.Storage;

/// <summary>Where rows, keys and locks live. Section <c>Storage</c>.</summary>
public sealed class StorageOptions : ICheckedOptions
{
    public const string Section = "Storage";

    /// <summary>Folder of the database, the secret key and the worker's lock; a relative path counts from the working directory.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>The database engine: <c>sqlite</c>.</summary>
    public string Provider { get; set; } = SqlDialect.Sqlite.Name;

    /// <summary>The SQLite file.</summary>
    public string DatabasePath => Path.Combine(Path.GetFullPath(DataDirectory), "pipeline.db");

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(DataDirectory))
            yield return "Storage:DataDirectory is empty: name a folder that this program may write to, such as \"data\".";
        if (Provider != SqlDialect.Sqlite.Name)
            yield return $"Storage:Provider is \"{Provider}\": this version stores in \"sqlite\" only.";
    }
}
