namespace Pipeline.Adapters.Storage;

/// <summary>Makes the data directory; only the worker's own user may look inside.</summary>
internal static class DataDirectory
{
    /// <exception cref="StorageException">It cannot be made.</exception>
    public static string Create(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(full);
            else Directory.CreateDirectory(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"The data directory {full} cannot be made: {e.Message} "
                + "Make it by hand, or set Storage:DataDirectory to a folder that this user may write to.", e);
        }

        return full;
    }
}
