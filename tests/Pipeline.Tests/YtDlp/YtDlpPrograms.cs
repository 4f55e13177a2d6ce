namespace Pipeline.Tests.YtDlp;

/// <summary>The yt-dlp of this machine, and a newer one where a wheel lies beside the repository.</summary>
public static class YtDlpPrograms
{
    public static TheoryData<string> All => [.. Found()];

    private static IEnumerable<string> Found()
    {
        yield return "yt-dlp";
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Pipeline.sln"))) root = root.Parent;
        var tools = root is null ? null : Path.Combine(root.FullName, "..", "shared", "tools");
        if (!Directory.Exists(tools)) yield break;
        foreach (var wheel in Directory.GetFiles(tools, "yt_dlp-*.whl").Order(StringComparer.Ordinal).TakeLast(1)) yield return Path.GetFullPath(wheel);
    }
}
