using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.Files;

/// <summary>Section <c>Files</c>: which store finished files go to.</summary>
public sealed class FilesOptions : ICheckedOptions
{
    /// <summary><c>drive</c> (Google Drive, section Drive) or <c>local</c> (a folder, section LocalFiles).</summary>
    public string Store { get; set; } = "drive";

    public IEnumerable<string> Problems()
    {
        if (Store is not ("drive" or "local")) yield return "Files:Store must be drive or local.";
    }
}
