using System.Text.RegularExpressions;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.YtDlp;

/// <summary>What a piece of yt-dlp's error text means. The sentence follows the name of the site.</summary>
internal sealed record YtDlpRule(ErrorClass Class, string Code, string Pattern, string Sentence)
{
    private readonly Regex _pattern = new(Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled);

    internal bool Matches(string text) => _pattern.IsMatch(text);

    /// <summary>In this order: "sign in" stands in texts of blocks and of members-only videos, "video unavailable" begins texts of
    /// every kind. Source: media-and-drive.md §2.4; YouTube changes its own texts from time to time.</summary>
    internal static readonly YtDlpRule[] All =
    [
        new(ErrorClass.Local, "disk-full", @"No space left|Disk quota exceeded", "The worker's disk is full. The operator must make room there; then the video goes on by itself."),
        new(ErrorClass.Local, "not-writable", @"Errno 13\]|File too large", "The worker may not write into its working folder. The operator must repair the folder's rights or limits; then the video goes on by itself."),
        new(ErrorClass.Operator, "tool-missing", @"ffmpeg (is )?not (found|installed)|ffmpeg.*could not be found", "ffmpeg is not installed on the worker. Ask the operator to run `make setup` or `apt-get install ffmpeg`, then set the row back."),
        new(ErrorClass.SiteBlocked, "site-blocked", @"confirm you.{1,3}re not a bot|HTTP Error 429|rate-limited by|content isn.{1,3}t available, try again later|captcha",
            "{0} has stopped serving this worker for a while (too many requests), so videos of this site wait."),
        new(ErrorClass.NotYet, "not-yet", @"Premieres in|live event will begin|is processing|processing this video|post_live",
            "The video at {0} has not begun yet, or is still being prepared there."),
        new(ErrorClass.Access, "needs-access", @"members-only|available to this channel.{1,3}s members|Join this channel|not made this video available in your country|geo.?restrict|confirm your age|registered users|HTTP Error 401|HTTP Error 407|login required|only available for registered",
            "{0} shows this video only to some people (members, an age or a country). Put a link there that opens without signing in, or ask the operator to give the worker access, then set the row back."),
        new(ErrorClass.Access, "private", @"private video|video is private", "The video at {0} is private. Ask its owner for access (unlisted is enough), then set the row back."),
        new(ErrorClass.Permanent, "copyright", @"copyright", "The video at {0} was taken down for copyright reasons. Put the link of another copy there, or upload the file, then set the row back."),
        new(ErrorClass.Permanent, "gone", @"has been removed|account .*terminated|video unavailable|does not exist|HTTP Error (404|410|451)",
            "The video is not there: {0} says that it was removed or never existed. Check the link and correct it, then set the row back."),
        new(ErrorClass.Permanent, "drm", @"DRM protected|drm.protect", "The video at {0} is copy-protected (DRM) and cannot be fetched. Upload the file to Drive and put its link there, then set the row back."),
        new(ErrorClass.Permanent, "no-video", @"Unsupported URL|no video (could be )?found|no media found", "No video was found at this link ({0}). Open the page, copy the link of the video itself, then set the row back."),
        new(ErrorClass.Operator, "js-runtime-missing", @"No supported JavaScript runtime|n challenge solving failed|Signature solving failed|Only images are available",
            "yt-dlp on the worker cannot solve {0}'s challenge. Ask the operator to install Deno 2.3 or newer and a current yt-dlp with `pip install \"yt-dlp[default]\"`, then set the row back."),
        new(ErrorClass.Operator, "yt-dlp-outdated", @"Requested format is not available|Unable to extract", "yt-dlp on the worker does not understand {0} any more. Ask the operator to update yt-dlp, then set the row back."),
        new(ErrorClass.Transient, "truncated-body", @"Downloaded \d+ bytes, expected|IncompleteRead|more expected|fragment \d+ not found|bytes read",
            "{0} broke off before the whole video had come."),
        new(ErrorClass.Transient, "http-5xx", @"HTTP Error 5\d\d", "{0} has trouble of its own."),
        new(ErrorClass.Transient, "network", @"timed out|Connection (reset|refused|aborted)|Giving up after|Name or service not known|Tunnel connection failed: 5|name resolution|Unable to connect|Remote end closed|ssl|ffmpeg exited",
            "The connection to {0} failed."),
    ];
}
