using System.Globalization;
using System.Text.Json;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.YtDlp;

/// <summary>Reads the answer of <c>yt-dlp -J</c>. Fields are read one by one: sites leave out or mistype any of them.</summary>
public static class YtDlpMetadata
{
    /// <exception cref="JobFailureException">Not-yet for live and coming videos; permanent <c>playlist</c>.</exception>
    public static MediaInfo Read(string json, VideoUrl url)
    {
        using var document = JsonDocument.Parse(json);
        var video = SingleVideo(document.RootElement, url);
        RefuseLive(video, url);
        return new MediaInfo(
            Text(video, "id"),
            MediaTitle.Clean(Text(video, "title")) ?? url.Uri.Host,
            Text(video, "webpage_url") ?? url.ToString(),
            MediaTitle.Clean(Text(video, "uploader") ?? Text(video, "channel")),
            Moment(video, "release_timestamp") ?? Moment(video, "timestamp") ?? Day(Text(video, "upload_date")),
            Number(video, "duration"),
            (long?)(Number(video, "filesize") ?? Number(video, "filesize_approx")))
        {
            Availability = Text(video, "availability"),
            WasLive = Text(video, "live_status") == "was_live",
        };
    }

    private static JsonElement SingleVideo(JsonElement root, VideoUrl url)
    {
        if (Text(root, "_type") is not ("playlist" or "multi_video")) return root;
        // The generic extractor wraps the one video of a page into a list.
        if (root.TryGetProperty("entries", out var entries) && entries.ValueKind == JsonValueKind.Array && entries.GetArrayLength() == 1)
            return entries[0];
        throw new JobFailureException(
            ErrorClass.Permanent, "playlist", $"The link leads to several videos at {url.Uri.Host}, not to one. Put the link of one video there, then set the row back.");
    }

    private static void RefuseLive(JsonElement video, VideoUrl url)
    {
        var begins = Moment(video, "release_timestamp") is { } at ? $" It begins {at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC." : "";
        var sentence = Text(video, "live_status") switch
        {
            "is_live" => $"The video at {url.Uri.Host} is being broadcast right now; it is fetched when the broadcast has ended.",
            "is_upcoming" => $"The video at {url.Uri.Host} has not begun yet.{begins}",
            "post_live" => $"The broadcast has ended, but {url.Uri.Host} is still preparing the recording.",
            _ => null,
        };
        if (sentence is not null) throw new JobFailureException(ErrorClass.NotYet, "not-yet", sentence);
    }

    private static string? Text(JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.String && v.GetString() is { Length: > 0 } s ? s : null;

    private static double? Number(JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Number && v.TryGetDouble(out var n) ? n : null;

    private static DateTimeOffset? Moment(JsonElement e, string name) =>
        Number(e, name) is { } s and > 0 and < 253402300799 ? DateTimeOffset.FromUnixTimeSeconds((long)s) : null;

    private static DateTimeOffset? Day(string? yyyymmdd) =>
        DateTimeOffset.TryParseExact(yyyymmdd, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : null;
}
