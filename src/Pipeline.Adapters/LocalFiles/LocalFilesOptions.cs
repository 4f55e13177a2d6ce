using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.LocalFiles;

/// <summary>Section <c>LocalFiles</c>: a folder instead of Google Drive.</summary>
public sealed class LocalFilesOptions : ICheckedOptions
{
    /// <summary>Where finished files go, one folder per job; an absolute path, made when missing. Empty: not used.</summary>
    public string Directory { get; set; } = "";

    public IEnumerable<string> Problems()
    {
        if (Directory.Length > 0 && !Path.IsPathFullyQualified(Directory))
            yield return "LocalFiles:Directory must be an absolute path, such as /srv/transcripts.";
    }
}
