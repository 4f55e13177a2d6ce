using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Processes;

/// <summary>The sentence for a program that is not there.</summary>
internal static class ToolMissing
{
    internal static JobFailureException Failure(string fileName, IReadOnlyList<string> errorTail, Exception? inner = null) => new(
        ErrorClass.Operator,
        "tool-missing",
        $"The program {fileName} is not installed on the worker or cannot be started. Ask the operator to run `make setup`{Package(fileName)}, or to correct its path in the settings, then set the row back.",
        errorTail.Count > 0 ? string.Join('\n', errorTail) : inner?.Message,
        inner);

    private static string Package(string fileName) => Path.GetFileName(fileName) switch
    {
        "ffmpeg" or "ffprobe" => " or `apt-get install ffmpeg`",
        "yt-dlp" => " or `apt-get install yt-dlp`",
        "python3" => " or `apt-get install python3`",
        "setsid" => " or `apt-get install util-linux`",
        _ => "",
    };
}
