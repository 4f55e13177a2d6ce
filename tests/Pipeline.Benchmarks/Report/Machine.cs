using System.Globalization;

namespace Pipeline.Benchmarks.Report;

/// <summary>Where a run took place: figures without it mean nothing.</summary>
internal static class Machine
{
    /// <summary>Load above which somebody else takes part of the machine: processes that want a core, averaged over a minute.</summary>
    private const double BusyLoad = 1.5;

    public static void Print(TextWriter output)
    {
        var model = Line("/proc/cpuinfo", "model name");
        var memory = Line("/proc/meminfo", "MemTotal").Split(' ')[0];
        var gibibytes = long.Parse(memory, CultureInfo.InvariantCulture) / 1048576.0;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC · {Environment.ProcessorCount} cores, {model} · {gibibytes:0.0} GiB · .NET {Environment.Version}"));
        PrintLoad(output);
        if (Load() > BusyLoad) output.WriteLine("Others are using this machine: the figures below are too high.");
    }

    public static void PrintLoad(TextWriter output) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Load of the last minute: {Load():0.00}"));

    private static double Load() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static string Line(string path, string key) =>
        File.ReadLines(path).First(l => l.StartsWith(key, StringComparison.Ordinal)).Split(':', 2)[1].Trim();
}
