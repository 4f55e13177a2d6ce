using System.Globalization;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Transcripts;

/// <summary>Links to a moment of a video.</summary>
public static class VideoMoment
{
    /// <summary>Null where the site has no such links, or the recording none at all.</summary>
    /// <param name="source">Link to the video.</param>
    /// <param name="seconds">From its start.</param>
    public static string? Link(string? source, double seconds)
    {
        if (VideoUrl.Parse(source, out _) is not { Source: SourceKind.YouTube } video) return null;
        // A link that people shared may begin somewhere itself.
        var kept = video.Uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => !p.StartsWith("t=", StringComparison.Ordinal) && !p.StartsWith("start=", StringComparison.Ordinal));
        var query = string.Join('&', kept.Append(string.Create(CultureInfo.InvariantCulture, $"t={(long)seconds}s")));
        return $"{video.Uri.GetLeftPart(UriPartial.Path)}?{query}";
    }
}
