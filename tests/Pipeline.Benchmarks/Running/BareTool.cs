using System.Diagnostics;

namespace Pipeline.Benchmarks.Running;

/// <summary>A tool started by hand, as a person would, to compare the worker with.</summary>
internal static class BareTool
{
    /// <summary>Wall time from start to exit, and what it wrote on standard error.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static async Task<(TimeSpan Elapsed, string Errors)> Run(
        string program, IEnumerable<string> arguments, CancellationToken ct, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var error = process.StandardError.ReadToEndAsync(ct);
        try
        {
            await process.WaitForExitAsync(ct);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        var elapsed = watch.Elapsed;
        return process.ExitCode == 0
            ? (elapsed, await error)
            : throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}:\n{await error}{await output}");
    }
}
