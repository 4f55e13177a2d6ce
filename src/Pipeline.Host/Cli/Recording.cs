using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Pipeline.Host.Cli;

/// <summary>What is wrong with a path that is to be transcribed, seen before anything begins.</summary>
internal static class Recording
{
    // statx(2), whose answer looks the same on every machine; st_mode's kind of file.
    private const int HereBelow = -100;
    private const uint OnlyTheKind = 1;
    private const int Mode = 28;
    private const int KindMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>A sentence; null: it is a file that can be read, or nothing at all.</summary>
    public static string? Problem(string path)
    {
        if (Directory.Exists(path)) return $"{path} is a folder. Name the recordings in it, one with each command.";
        if (!File.Exists(path)) return null;
        if (!IsRegular(path)) return $"{path} is no file but a pipe or a device, and a recording is read more than once. Save it to a file and name that.";
        return OutputFolder.Failure(() => ReadOne(path)) is { } reason ? $"{path} cannot be read ({reason}). Give yourself the right to read it, or copy it elsewhere." : null;
    }

    private static void ReadOne(string path)
    {
        using var file = File.OpenRead(path);
        _ = file.ReadByte();
    }

    private static bool IsRegular(string path)
    {
        var answer = new byte[256];
        try
        {
            return Statx(HereBelow, path, 0, OnlyTheKind, answer) != 0 || (BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(Mode)) & KindMask) == Regular;
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library. What is wrong with it shows later.
            return true;
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] answer);
}
