using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Media;

/// <summary>The folder of one job. A file is written as <c>.part</c> and renamed when it is whole, so whatever has its final name is whole.</summary>
public sealed class Workspace(string root, JobId id)
{
    public string Directory { get; } = Path.Combine(root, id.ToString());

    /// <summary>Folder for the download of one source: another link gets another folder, because yt-dlp takes a part file of
    /// another URL under the same name for its own (media-and-drive.md §2.3: silent corruption).</summary>
    public string DownloadFolder(string source)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)))[..12];
        return Made(Path.Combine(Directory, "download-" + hash));
    }

    /// <summary>Full path of a file of this job.</summary>
    public string File(string relative) => Path.Combine(Made(Directory), relative);

    public string Relative(string path) => Path.GetRelativePath(Directory, path);

    /// <summary>Writes a text file whole or not at all. UTF-8 without BOM.</summary>
    public async Task<string> Write(string relative, string text, CancellationToken ct)
    {
        var path = File(relative);
        await System.IO.File.WriteAllTextAsync(path + ".part", text, ct);
        System.IO.File.Move(path + ".part", path, overwrite: true);
        return path;
    }

    /// <summary>The same for what writes while it goes.</summary>
    public string Write(string relative, Action<Stream> write) => WholeFile.Write(File(relative), write);

    /// <summary>Removes everything; a folder that is gone already is fine.</summary>
    public void Remove()
    {
        if (System.IO.Directory.Exists(Directory)) System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static string Made(string directory)
    {
        System.IO.Directory.CreateDirectory(directory);
        return directory;
    }
}
