using System.Diagnostics;

namespace Pipeline.Tests.Support;

/// <summary>Children of a worker under test, found by name and by a mark in their command line or environment, so that no
/// other test's child is hit.</summary>
internal static class ChildProcesses
{
    /// <summary>SIGKILLs one such process; false when there is none.</summary>
    public static bool KillOne(string name, string mark) => Any(name, mark, p => p.Kill());

    /// <summary>Whether there is one.</summary>
    public static bool Exist(string name, string mark) => Any(name, mark, _ => { });

    private static bool Any(string name, string mark, Action<Process> found)
    {
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (!process.ProcessName.StartsWith(name[..Math.Min(15, name.Length)], StringComparison.Ordinal) || !Descends(process.Id, mark)) continue;
                found(process);
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether some ancestor's command line holds the mark.</summary>
    private static bool Descends(int pid, string mark)
    {
        for (var at = pid; at > 1; at = Parent(at))
        {
            if (Read($"/proc/{at}/cmdline").Contains(mark, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static int Parent(int pid)
    {
        var stat = Read($"/proc/{pid}/stat");
        // The name in parentheses may hold spaces; the parent is the second field behind it.
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 ? int.Parse(fields[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return ""; // ended meanwhile
        }
    }
}
