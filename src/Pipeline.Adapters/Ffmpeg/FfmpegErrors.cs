using System.Text.RegularExpressions;
using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>What ffmpeg and ffprobe write when a file cannot be used.</summary>
internal static partial class FfmpegErrors
{
    private const string NotMedia = "The file is no video or sound file that can be read. Open the link, check what it shows and correct it, then set the row back.";
    private static readonly string[] Playlists = ["hls", "concat", "dash", "sdp", "imf", "webm_dash_manifest"];

    /// <summary>Neither sound nor moving picture; pictures are called <c>png_pipe</c> and the like.</summary>
    private static readonly string[] Others = ["srt", "webvtt", "ass", "ffmetadata", "tty", "gif"];

    internal static JobFailureException NoAudio() => new(
        ErrorClass.Permanent,
        "no-audio",
        "The video has no sound, so there is nothing to transcribe. Put the link of a version with sound there, then set the row back.");

    internal static JobFailureException Truncated(double decoded, double expected) => new(
        ErrorClass.Transient,
        "truncated-media",
        FormattableString.Invariant($"Only {decoded:0.#} of {expected:0.#} seconds of sound are in the file: it is cut off."));

    /// <param name="mediaPath">Null: it came through a pipe. Looked at once more: ffprobe misses the index (moov) in any junk that is called .mp4.</param>
    internal static JobFailureException From(ToolResult result, string? mediaPath)
    {
        var text = string.Join('\n', result.ErrorTail);
        if (Has(text, "No space left on device") || Has(text, "Disk quota exceeded")) return DiskSpace.Full(text);
        if (Has(text, "matches no streams") || Has(text, "does not contain any stream")) return NoAudio();
        if (Has(text, "moov atom not found") && mediaPath is not null && IsMp4(mediaPath))
            return new JobFailureException(ErrorClass.Transient, "truncated-media", "The file's end is missing: the download broke off.", text);
        if (Refused().Match(text) is { Success: true } refused)
        {
            return new JobFailureException(ErrorClass.Permanent, "not-media", Sentence(refused.Groups[1].Value), text);
        }

        return new JobFailureException(
            ErrorClass.Permanent, "not-media", NotMedia, text);
    }

    /// <param name="format">ffmpeg's name of what the file is.</param>
    private static string Sentence(string format) => format switch
    {
        _ when Playlists.Contains(format) => "The file is a playlist, not a video file, whatever its name says. Put the link of the video itself there, then set the row back.",
        _ when format.EndsWith("_pipe", StringComparison.Ordinal) || Others.Contains(format) => NotMedia,
        _ => $"Files of this kind ({format}) are not read. Convert it to MP4 or MP3 and put the link of that there, then set the row back.",
    };

    /// <summary><c>[tta @ 0x5633] Format not on whitelist 'mov,…'</c>.</summary>
    [GeneratedRegex(@"\[([\w,]+) @ \w+\] Format not on whitelist")]
    private static partial Regex Refused();

    private static bool IsMp4(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[8];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan(4).SequenceEqual("ftyp"u8);
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
