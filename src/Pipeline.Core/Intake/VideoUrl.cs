using System.Text.RegularExpressions;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Intake;

/// <summary>A link to a video, parsed once at the door: absolute http or https, at most 2,048 characters, no user-info, no
/// control characters, none of yt-dlp's smuggled options. What it leads to is decided by the egress proxy, at fetch time.</summary>
public sealed partial record VideoUrl
{
    public const int MaxLength = 2048;

    private VideoUrl(Uri uri, SourceKind source) => (Uri, Source) = (uri, source);

    public Uri Uri { get; }

    public SourceKind Source { get; }

    /// <summary>Parses what a person or a flow sent.</summary>
    /// <param name="problem">What is wrong and how to repair it, when the answer is null.</param>
    public static VideoUrl? Parse(string? text, out string? problem)
    {
        problem = Problem(text?.Trim(), out var uri);
        return problem is null ? new VideoUrl(uri!, Classify(uri!)) : null;
    }

    /// <summary>The link in the form in which jobs hold it; what is no link as it stands.</summary>
    public static string TextOf(string? text) => Parse(text, out _)?.ToString() ?? text ?? "";

    public override string ToString() => Uri.AbsoluteUri;

    private static string? Problem(string? text, out Uri? uri)
    {
        uri = null;
        if (string.IsNullOrEmpty(text)) return "No link was given. Put the address of the video there, beginning with https://";
        if (text.Length > MaxLength) return $"The link is longer than {MaxLength} characters. Use the short address of the video.";
        if (text.Any(char.IsControl)) return "The link holds control characters. Copy it again from the browser's address bar.";
        if (!Uri.TryCreate(text, UriKind.Absolute, out uri)) return "This is not a link. It must begin with http:// or https://";
        if (uri.Scheme is not ("http" or "https")) return $"Links that begin with {uri.Scheme}: are not served. Use http:// or https://";
        if (uri.Host.Length == 0) return "The link names no site.";
        if (uri.UserInfo.Length > 0) return "The link carries a user name or password (…@). Remove that part: secrets do not belong into links.";
        // CVE-2023-46121: yt-dlp before 2023.11.14 takes options, a proxy among them, out of such a fragment.
        return Uri.UnescapeDataString(text).Contains("__youtubedl_smuggle", StringComparison.OrdinalIgnoreCase)
            ? "The link carries __youtubedl_smuggle, which only attacks use. Copy the plain link of the video."
            : null;
    }

    private static SourceKind Classify(Uri uri)
    {
        var host = uri.Host.ToLowerInvariant();
        if (YouTubeHost().IsMatch(host)) return SourceKind.YouTube;
        if (DiscordHost().IsMatch(host) && uri.AbsolutePath.StartsWith("/channels/", StringComparison.Ordinal)) return SourceKind.Discord;
        return SourceKind.Web;
    }

    [GeneratedRegex(@"^((www|m|music)\.)?(youtube(-nocookie)?\.com|youtu\.be)$")]
    private static partial Regex YouTubeHost();

    [GeneratedRegex(@"^((ptb|canary|www)\.)?discord(app)?\.com$")]
    private static partial Regex DiscordHost();
}
