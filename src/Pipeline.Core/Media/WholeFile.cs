namespace Pipeline.Core.Media;

/// <summary>A file that is there whole or not at all: written as <c>.part</c>, then renamed.</summary>
public static class WholeFile
{
    /// <summary>What it is called until it is whole.</summary>
    public static string PartOf(string path) => path + ".part";

    /// <returns>The path.</returns>
    public static string Write(string path, Action<Stream> write)
    {
        var part = PartOf(path);
        try
        {
            using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16)) write(file);
            File.Move(part, path, overwrite: true);
            return path;
        }
        finally
        {
            File.Delete(part);
        }
    }
}
