using Pipeline.Adapters.Processes;
using Pipeline.Core.Checkups;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>Whether ffmpeg and ffprobe are there and run.</summary>
internal sealed class FfmpegCheckup(ProcessRunner runner, FfmpegOptions options) : ICheckup
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    public string Area => "ffmpeg";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken ct) =>
        [await Program(options.FfmpegPath, nameof(FfmpegOptions.FfmpegPath), ct), await Program(options.FfprobePath, nameof(FfmpegOptions.FfprobePath), ct)];

    private async Task<Finding> Program(string path, string setting, CancellationToken ct)
    {
        var repair = $"`apt-get install ffmpeg`, or set Ffmpeg:{setting} to where it is.";
        try
        {
            var result = await runner.Run(new ToolCommand(path, ["-version"]) { TimeLimit = TimeLimit }, ct: ct);
            var first = result.Output.Split('\n')[0].Trim();
            return result.ExitCode == 0 && first.Length > 0
                ? Finding.Ok(Area, path, first.Split(" Copyright")[0] + ".")
                : Finding.Problem(Area, path, $"{path} -version ends with exit code {result.ExitCode}.", repair);
        }
        catch (JobFailureException e)
        {
            return Finding.Problem(Area, path, e.Error.Sentence, repair);
        }
    }
}
