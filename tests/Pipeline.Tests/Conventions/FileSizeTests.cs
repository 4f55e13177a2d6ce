using Pipeline.Tests.Support;

namespace Pipeline.Tests.Conventions;

/// <summary>A file that does not fit into a head is split by what it does.</summary>
public sealed class FileSizeTests
{
    private const int Longest = 300;

    /// <summary>Written by people; data of others (schemas, reference texts) is as long as it is.</summary>
    private static readonly string[] Written = [".cs", ".sql", ".html", ".css", ".js", ".mjs", ".py", ".sh"];

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var tooLong = RepositoryFiles.All
            .Where(p => p.StartsWith("src/", StringComparison.Ordinal) || p.StartsWith("tests/", StringComparison.Ordinal) || p.StartsWith("eng/", StringComparison.Ordinal))
            .Where(p => Written.Contains(Path.GetExtension(p)))
            .Select(p => (Path: p, Lines: File.ReadLines(RepositoryRoot.File(p)).Count()))
            .Where(f => f.Lines > Longest)
            .Select(f => $"{f.Path}: {f.Lines} lines");
        Assert.Empty(tooLong);
    }
}
