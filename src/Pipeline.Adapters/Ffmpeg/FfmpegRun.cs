using System.Globalization;
using Pipeline.Adapters.Processes;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>One run of ffmpeg that writes a file.</summary>
internal static class FfmpegRun
{
    /// <summary>Writes <paramref name="part"/>, or throws and leaves nothing.</summary>
    /// <param name="mediaPath">What the errors are about; null: what comes through <paramref name="input"/>.</param>
    /// <param name="seconds">Seconds of the recording that are done.</param>
    public static async Task Produce(ProcessRunner runner, ToolCommand command, string? mediaPath, string part, IProgress<double> seconds, CancellationToken ct, ToolInput? input = null)
    {
        var done = false;
        try
        {
            var result = await runner.Run(command, line => Report(line, seconds), input: input, ct: ct);
            // Exit code 0 after a full disk would be a short file: what stands on standard error counts too.
            if (result.ExitCode != 0 || result.ErrorTail.Any(l => l.Contains("No space left", StringComparison.Ordinal))) throw FfmpegErrors.From(result, mediaPath);
            done = true;
        }
        finally
        {
            // ffmpeg cannot continue a file; on a full disk what is left of it would keep the disk full.
            if (!done) File.Delete(part);
        }
    }

    /// <summary>The same for a file that is whole when ffmpeg has ended.</summary>
    public static async Task ProduceWhole(ProcessRunner runner, Func<string, ToolCommand> command, string mediaPath, string path, IProgress<double> seconds, CancellationToken ct)
    {
        var part = path + ".part";
        await Produce(runner, command(part), mediaPath, part, seconds, ct);
        File.Move(part, path, overwrite: true);
    }

    /// <summary>Seconds from the recording's beginning to the end of whatever stream is there for the longest; 0 when that cannot be told.</summary>
    public static async Task<double> Reach(ProcessRunner runner, ToolCommand command, CancellationToken ct)
    {
        var reach = 0.0;
        var result = await runner.Run(command, line => reach = Time(line) ?? reach, ct: ct);
        return result.ExitCode == 0 ? reach : 0;
    }

    /// <summary>Decibels of each channel, in order; silence is minus infinity.</summary>
    public static async Task<IReadOnlyList<double>> Loudness(ProcessRunner runner, ToolCommand command, CancellationToken ct)
    {
        const string Key = "RMS level dB: ";
        var levels = new List<double>();
        await runner.Run(command, onErrorLine: line =>
        {
            if (line.IndexOf(Key, StringComparison.Ordinal) is >= 0 and var at)
                levels.Add(double.TryParse(line.AsSpan(at + Key.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var level) ? level : double.NegativeInfinity);
        }, ct: ct);
        return levels;
    }

    private static void Report(string line, IProgress<double> seconds)
    {
        if (Time(line) is { } time) seconds.Report(time);
    }

    /// <summary><c>out_time_us=123456</c> comes about twice a second; <c>N/A</c> before the first sound.</summary>
    private static double? Time(string line)
    {
        const string Key = "out_time_us=";
        return line.StartsWith(Key, StringComparison.Ordinal)
            && long.TryParse(line.AsSpan(Key.Length), NumberStyles.Integer, CultureInfo.InvariantCulture, out var micros) && micros >= 0 ? micros / 1e6 : null;
    }
}
