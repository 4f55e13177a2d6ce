using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>What ffmpeg and ffprobe write when a file cannot be used.</summary>
internal static class FfmpegErrors
{
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
        if (Has(text, "matches no streams")) return NoAudio();
        if (Has(text, "moov atom not found") && mediaPath is not null && IsMp4(mediaPath))
            return new JobFailureException(ErrorClass.Transient, "truncated-media", "The file's end is missing: the download broke off.", text);
        if (Has(text, "not on whitelist"))
        {
            return new JobFailureException(
                ErrorClass.Permanent, "not-media", "The file is a playlist, not a video file, whatever its name says. Put the link of the video itself there, then set the row back.", text);
        }

        return new JobFailureException(
            ErrorClass.Permanent, "not-media", "The file is no video or sound file that can be read. Open the link, check what it shows and correct it, then set the row back.", text);
    }

    private static bool IsMp4(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[8];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan(4).SequenceEqual("ftyp"u8);
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
