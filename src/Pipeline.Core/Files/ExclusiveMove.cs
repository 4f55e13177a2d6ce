using System.Runtime.InteropServices;

namespace Pipeline.Core.Files;

/// <summary>Gives a file a name that nobody has yet: of several who want it at once, one gets it. <see cref="File.Move(string, string, bool)"/> looks
/// first and renames then on Unix, so of two at once the later one's file takes the place of the other's.</summary>
public static class ExclusiveMove
{
    /// <summary>EEXIST, on Linux as on macOS.</summary>
    private const int IsTaken = 17;

    /// <returns>False: the name is taken, and the file stays where it is.</returns>
    /// <exception cref="IOException">It can be moved to no name there.</exception>
    public static bool Try(string from, string to)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (Link(from, to) == 0)
            {
                File.Delete(from);
                return true;
            }

            if (Marshal.GetLastPInvokeError() == IsTaken) return false;
        }

        try
        {
            // Without hard links (FAT, some network drives) there is nothing better.
            File.Move(from, to, overwrite: false);
            return true;
        }
        catch (IOException) when (Path.Exists(to))
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
