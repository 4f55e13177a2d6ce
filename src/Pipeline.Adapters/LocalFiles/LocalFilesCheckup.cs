using Pipeline.Core.Checkups;

namespace Pipeline.Adapters.LocalFiles;

/// <summary>Whether the folder that takes finished files can be written to.</summary>
internal sealed class LocalFilesCheckup(LocalFilesOptions options) : ICheckup
{
    public string Area => "Local files";

    public Task<IReadOnlyList<Finding>> Look(CancellationToken ct)
    {
        var finding = IsWritable()
            ? Finding.Ok(Area, "folder", $"{options.Directory} can be written to.")
            : Finding.Problem(Area, "folder", $"{options.Directory} cannot be written to.", $"mkdir -p {options.Directory}, and give it to the worker's user.");
        return Task.FromResult<IReadOnlyList<Finding>>([finding]);
    }

    private bool IsWritable()
    {
        try
        {
            // The store makes it when it is missing.
            Directory.CreateDirectory(options.Directory);
            var probe = Path.Combine(options.Directory, $".probe-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, [1]);
            File.Delete(probe);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
