using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Pipeline.Adapters.Processes;

/// <summary>Starts a tool so that it cannot outlive the worker, not even after <c>kill -9</c>.
/// <para><c>setsid</c> makes the tool the leader of a group of its own. A small watcher in that group reads a pipe whose other end
/// only the worker holds: when the worker closes it or dies, the watcher kills the whole group, grandchildren included (yt-dlp
/// leaves its ffmpeg behind otherwise). The shell then becomes the tool (<c>exec</c>), so process id, signals and exit code are
/// the tool's own. PR_SET_PDEATHSIG is no way: it fires when the .NET thread that started the child ends.</para></summary>
public static class OrphanGuard
{
    // The watcher lets go of the tool's pipes (a reader would wait for it) and the tool of the watcher's.
    private const string Script =
        "exec 3<&0 </dev/null; (exec >/dev/null 2>&1; cat <&3; kill -s KILL -- -$$) & exec \"$@\" 3<&-";

    /// <summary>A tool that reads what we write needs no watcher: its input ends with the worker, and then it does.</summary>
    private const string InputScript = "exec \"$@\"";

    public static ProcessStartInfo StartInfo(ToolCommand command, bool readsInput = false)
    {
        var info = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        foreach (var argument in Prefix(command, readsInput ? InputScript : Script).Concat(command.Arguments)) info.ArgumentList.Add(argument);
        info.Environment.Clear();
        foreach (var (name, value) in Environment(command)) info.Environment[name] = value;
        return info;
    }

    private static IEnumerable<string> Prefix(ToolCommand command, string script)
    {
        if (command.Nice is { } nice) foreach (var part in (string[])["nice", "-n", nice.ToString(CultureInfo.InvariantCulture)]) yield return part;
        // A worker started in the background of a script ignores SIGINT, every .NET process ignores SIGPIPE; children inherit both.
        foreach (var part in (string[])["env", "--default-signal=INT,PIPE", "sh", "-c", script, "guard", command.FileName]) yield return part;
    }

    private static Dictionary<string, string> Environment(ToolCommand command)
    {
        var path = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin";
        var all = new Dictionary<string, string> { ["PATH"] = path, ["HOME"] = "/nonexistent", ["LC_ALL"] = "C.UTF-8" };
        foreach (var (name, value) in command.Environment) all[name] = value;
        return all;
    }
}
