using Pipeline.Core.Media;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>ffmpeg's options for the sound and subtitle tracks of an mp4: nothing is left out that can stand in one, and nothing encoded
/// again that need not be.</summary>
internal static class Mp4Tracks
{
    /// <summary>Subtitles that are text; the others are pictures, and an mp4 has no place for them.</summary>
    private static readonly string[] Texts = ["mov_text", "subrip", "ass", "ssa", "webvtt", "text"];

    public static IEnumerable<string> Sound(MediaProbe probe) =>
        probe.Sounds.SelectMany((codec, i) => (string[])
        [
            "-map", $"0:a:{i}", .. Mp4.TakesSound(codec) ? (string[])[$"-c:a:{i}", "copy"] : [$"-c:a:{i}", "aac", $"-b:a:{i}", "128k"],
        ]);

    /// <param name="added">Of the second input; comes first.</param>
    public static IEnumerable<string> Subtitles(MediaProbe probe, SubtitleTrack? added)
    {
        var count = added is null ? 0 : 1;
        string[] first = added is null ? [] : ["-map", "1:0", "-c:s:0", "mov_text", "-metadata:s:s:0", "language=" + LanguageTag.Of(added.Language)];
        var own = probe.Subtitles.Select((codec, i) => (Codec: codec, From: i)).Where(s => Texts.Contains(s.Codec));
        return [.. first, .. own.SelectMany((s, i) => (string[])["-map", $"0:s:{s.From}", $"-c:s:{i + count}", s.Codec == "mov_text" ? "copy" : "mov_text"])];
    }
}
