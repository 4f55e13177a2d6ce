using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Adapters.Storage;

/// <summary>One numbered step of the schema, embedded as <c>Migrations/&lt;dialect&gt;/0001_name.sql</c>. Never edited once released.</summary>
/// <param name="Version">1, 2, 3, … without gaps.</param>
public sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>SHA-256 of the text, lower-case hex; line ends do not count.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>All migrations of this program for one database engine, in order.</summary>
    public static IReadOnlyList<Migration> Embedded(SqlDialect dialect)
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = $"{typeof(Migration).Namespace}.Migrations.{dialect.Name}.";
        return
        [
            .. assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).Select(n => Load(n, n[prefix.Length..^".sql".Length])),
        ];
    }

    private static Migration Load(string resource, string fileName)
    {
        using var reader = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(resource)!);
        var separator = fileName.IndexOf('_', StringComparison.Ordinal);
        return new Migration(int.Parse(fileName[..separator], null), fileName[(separator + 1)..], reader.ReadToEnd());
    }
}
