using System.Globalization;
using Pipeline.Core.Files;

namespace Pipeline.Adapters.LocalFiles;

/// <summary>Names in a folder: <see cref="FileNames"/>, short enough for file systems, the same on Linux and in a Windows share.</summary>
internal static class LocalName
{
    /// <summary>File systems allow 255 bytes a name; the rest is for " (12)" and ".part".</summary>
    private const int LongestBytes = 200;

    public static string Clean(string name) => FileNames.Fit(name, LongestBytes);

    /// <summary>"talk.mp4", "talk (2).mp4", "talk (3).mp4" …</summary>
    public static IEnumerable<string> Variants(string name, bool isFile)
    {
        yield return name;
        var extension = isFile ? Path.GetExtension(name) : "";
        for (var i = 2; ; i++) yield return string.Create(CultureInfo.InvariantCulture, $"{name[..^extension.Length]} ({i}){extension}");
    }
}
