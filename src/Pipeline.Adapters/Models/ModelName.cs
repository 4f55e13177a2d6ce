namespace Pipeline.Adapters.Models;

/// <summary>A name (<c>small-q5_1</c>) and its file (<c>ggml-small-q5_1.bin</c>); settings take either.</summary>
internal static class ModelName
{
    private const string Prefix = "ggml-";
    private const string Extension = ".bin";

    public static string Of(string nameOrFile)
    {
        var name = Path.GetFileName(nameOrFile);
        if (name.EndsWith(Extension, StringComparison.Ordinal)) name = name[..^Extension.Length];
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }

    public static string FileOf(string name) => Prefix + name + Extension;

    /// <summary>Something with a slash names one file and nothing else.</summary>
    public static bool IsPath(string wanted) => wanted.Contains('/', StringComparison.Ordinal);
}
