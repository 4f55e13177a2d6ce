namespace Pipeline.Tests.Support;

/// <summary>The checkout that these tests were built from: the folder above them that holds Pipeline.sln.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    /// <summary>Full path of a file of the repository.</summary>
    /// <param name="relative">With forward slashes, from the root.</param>
    public static string File(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>Text of a file of the repository.</summary>
    public static string Read(string relative) => System.IO.File.ReadAllText(File(relative));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "Pipeline.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"There is no Pipeline.sln above {AppContext.BaseDirectory}. Run the tests from a checkout.");
    }
}
