using System.Runtime.InteropServices;

namespace Pipeline.Host;

/// <summary>glibc's malloc, from which the runtime, SQLite and TLS take their memory.</summary>
internal static class NativeHeap
{
    /// <summary>mallopt(3): how many heaps threads are spread over.</summary>
    private const int ArenaMax = -8;

    /// <summary>One heap for all threads. glibc gives each of them its own, up to eight a core, and each keeps what its thread needed once: twenty
    /// megabytes more for nothing that a worker's few allocations would be faster by. To be called before there are many threads.</summary>
    public static void UseOne()
    {
        try
        {
            _ = Mallopt(ArenaMax, 1);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library: it knows no arenas.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Mallopt(int parameter, int value);
}
