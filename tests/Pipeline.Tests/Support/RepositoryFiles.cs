using System.Diagnostics;

namespace Pipeline.Tests.Support;

/// <summary>What belongs to the repository: tracked files, and new ones that .gitignore does not name.</summary>
public static class RepositoryFiles
{
    private static readonly Lazy<IReadOnlyList<string>> Files = new(List);

    /// <summary>Paths from the root, with forward slashes.</summary>
    public static IReadOnlyList<string> All => Files.Value;

    /// <summary>C# files below a folder.</summary>
    public static IEnumerable<SourceFile> Sources(string folder) =>
        All.Where(p => p.StartsWith(folder + "/", StringComparison.Ordinal) && p.EndsWith(".cs", StringComparison.Ordinal)).Select(SourceFile.Read);

    private static List<string> List()
    {
        // In CI the checkout often belongs to another user; git would refuse it without safe.directory.
        var info = new ProcessStartInfo("git") { RedirectStandardOutput = true, WorkingDirectory = RepositoryRoot.Path };
        foreach (var argument in (string[])["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            info.ArgumentList.Add(argument);
        using var git = Process.Start(info)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        var files = output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct().Where(p => File.Exists(RepositoryRoot.File(p))).ToList();
        return git.ExitCode == 0 && files.Count > 0 ? files : throw new InvalidOperationException($"git ls-files failed in {RepositoryRoot.Path}.");
    }
}
