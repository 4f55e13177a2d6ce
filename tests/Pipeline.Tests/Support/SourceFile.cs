using System.Text.RegularExpressions;

namespace Pipeline.Tests.Support;

/// <summary>A C# file of the repository, as the convention tests look at it.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Lines">With comments blanked out: a rule is about code, and a comment may name what it forbids.</param>
public sealed partial record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public static SourceFile Read(string path) => new(path, [.. File.ReadLines(RepositoryRoot.File(path)).Select(l => Comment().Replace(l, ""))]);

    /// <summary>Lines that match, as "path:line: text".</summary>
    public IEnumerable<string> Find(Regex pattern) =>
        Lines.Select((line, i) => (Line: line, Number: i + 1)).Where(x => pattern.IsMatch(x.Line)).Select(x => $"{Path}:{x.Number}: {x.Line.Trim()}");

    // "//" at the start or after a blank; the one in a link ("http://…") stands after a colon.
    [GeneratedRegex(@"(^|\s)//.*$")]
    private static partial Regex Comment();
}
