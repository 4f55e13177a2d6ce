using System.Globalization;

namespace Pipeline.Sandbox.Media;

/// <summary>The ffmpeg arguments that make a clip in a container. Pure: equal input, equal list.</summary>
internal static class ClipRecipe
{
    private const string Font = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

    /// <param name="sample">Path of the clip's speech, or of the clip that it loops.</param>
    public static IReadOnlyList<string> Arguments(MediaClip clip, MediaFormat format, string? sample)
    {
        var length = clip.Length.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return clip.LoopOf is null
            ? [.. Encode(clip, format, sample), "-t", length, .. format.Container]
            : ["-stream_loop", "-1", "-i", sample!, "-c", "copy", "-t", length, .. format.Container];
    }

    private static List<string> Encode(MediaClip clip, MediaFormat format, string? sample)
    {
        List<string> args = [];
        var hasSound = clip.HasSound && format.HasSound;
        if (format.HasVideo)
        {
            args.AddRange(["-f", "lavfi", "-i", Picture(clip)]);
        }

        if (hasSound)
        {
            args.AddRange(sample is not null ? ["-i", sample] : ["-f", "lavfi", "-i", clip.Sound!]);
        }

        if (format.HasVideo)
        {
            args.AddRange(["-map", "0:v", "-b:v", clip.VideoRate.ToString(CultureInfo.InvariantCulture)]);
        }

        if (hasSound)
        {
            // The picture has no end of its own: without -shortest it would outlive the speech.
            args.AddRange(["-map", format.HasVideo ? "1:a" : "0:a", "-shortest"]);
        }

        return [.. args, .. format.Codecs, "-map_metadata", "-1", "-metadata", $"title={clip.Title}"];
    }

    private static string Picture(MediaClip clip)
    {
        const string Source = "testsrc2=s=320x180:r=5";
        return File.Exists(Font)
            ? $"{Source},drawtext=fontfile={Font}:text='{clip.Title}':fontsize=14:fontcolor=white:box=1:boxcolor=black@0.6:boxborderw=4:x=8:y=h-24"
            : Source;
    }
}
