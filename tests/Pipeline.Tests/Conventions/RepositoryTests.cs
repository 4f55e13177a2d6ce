using System.Text;
using System.Text.RegularExpressions;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Conventions;

public sealed partial class RepositoryTests
{
    /// <summary>Folders of the machines that build this; spelled in pieces, so that this file does not find itself.</summary>
    private static readonly Regex MachinePath = new($@"(?<![\w.~*)}}>-])/({"wo" + "rk"}|{"fa" + "rm"}|{"tmp/" + "wt"})/", RegexOptions.CultureInvariant);

    [Fact]
    public void No_file_names_a_path_of_one_machine()
    {
        var found = from path in RepositoryFiles.All
                    let text = TextOf(path)
                    where text is not null
                    from Match match in MachinePath.Matches(text)
                    select $"{path}:{text.AsSpan(0, match.Index).Count('\n') + 1}";
        Assert.Empty(found);
    }

    [Fact]
    public void The_two_commands_of_the_readme_are_make_demo_and_make_test()
    {
        var commands = FencedBlock().Matches(RepositoryRoot.Read("README.md")).SelectMany(b => MakeCommand().Matches(b.Value)).Select(m => m.Groups[1].Value.Trim());
        Assert.Equal(["make demo", "make test"], commands.Distinct().Take(2));
        var makefile = RepositoryRoot.Read("Makefile");
        Assert.Matches(@"(?m)^demo:", makefile);
        Assert.Matches(@"(?m)^test:", makefile);
    }

    [Fact]
    public void Every_relative_link_of_the_documentation_leads_somewhere()
    {
        var broken = from path in RepositoryFiles.All
                     where path.EndsWith(".md", StringComparison.Ordinal)
                     from Match link in MarkdownLink().Matches(RepositoryRoot.Read(path))
                     let target = Path.Combine(Path.GetDirectoryName(RepositoryRoot.File(path))!, link.Groups[1].Value)
                     where !Path.Exists(target)
                     select $"{path} → {link.Groups[1].Value}";
        Assert.Empty(broken);
    }

    /// <summary>Null for binary files.</summary>
    private static string? TextOf(string path)
    {
        var bytes = File.ReadAllBytes(RepositoryRoot.File(path));
        return bytes.AsSpan(0, Math.Min(bytes.Length, 8000)).Contains((byte)0) ? null : Encoding.UTF8.GetString(bytes);
    }

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();

    [GeneratedRegex(@"^[$ ]*(make [^#\n]*)", RegexOptions.Multiline)]
    private static partial Regex MakeCommand();

    // [text](path) and [text](path#part), not [text](https://…) and not [text](#part).
    [GeneratedRegex(@"\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)")]
    private static partial Regex MarkdownLink();
}
