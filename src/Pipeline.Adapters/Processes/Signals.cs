using System.Runtime.InteropServices;

namespace Pipeline.Adapters.Processes;

/// <summary>kill(2); .NET can only send SIGKILL.</summary>
internal static class Signals
{
    private const int Interrupt = 2;
    private const int KillNow = 9;

    internal static void InterruptProcess(int pid) => _ = Kill(pid, Interrupt);

    /// <summary>The leader by itself too: in its first millisecond, before setsid(1) has run, it leads no group yet.</summary>
    internal static void KillGroup(int groupId) => _ = (Kill(-groupId, KillNow), Kill(groupId, KillNow));

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
