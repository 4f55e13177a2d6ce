using System.Runtime.InteropServices;

namespace Pipeline.Host;

/// <summary>glibc's malloc, from which the runtime, SQLite and TLS take their memory.</summary>
internal static class NativeHeap
{
    // mallopt(3): how many heaps threads are spread over, and from how many bytes on a block is mapped by itself.
    private const int ArenaMax = -8;
    private const int MmapThreshold = -3;

    /// <summary>Keeps it small. One heap for all threads: glibc gives each of them its own, up to eight a core, and each keeps what its thread needed
    /// once, twenty megabytes more for nothing that a worker's few allocations would be faster by. And large blocks (a transcript on its way into
    /// the database) go back when they are freed: with its threshold left alone, glibc raises it to the largest that it has seen, and they lie in the
    /// heap from then on. To be called before there are many threads.</summary>
    public static void Limit()
    {
        try
        {
            _ = (Mallopt(ArenaMax, 1), Mallopt(MmapThreshold, 128 << 10));
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library: it knows no arenas.
        }
    }

    /// <summary>Gives the pages back that are free wherever they lie; by itself glibc only looks at the end of a heap. A millisecond or a few.</summary>
    public static void Trim()
    {
        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // As above.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint keep);

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Mallopt(int parameter, int value);
}
