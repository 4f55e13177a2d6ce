using System.Globalization;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Board;

/// <summary>What is known of the video itself, by logical key; what nobody knows is left alone.</summary>
internal static class VideoFields
{
    public static Dictionary<string, BoardValue> Of(VideoJob job, Channel channel)
    {
        var fields = new Dictionary<string, BoardValue>
        {
            [FieldKey.Date] = Day(job.PublishedAt ?? job.AcceptedAt),
            [FieldKey.VideoUrl] = new BoardValue.Text(job.CanonicalUrl ?? job.SourceUrl),
            [FieldKey.VideoLink] = new BoardValue.Text(job.SourceUrl),
        };
        if (job.WasLive) fields[FieldKey.LiveVideoUrl] = new BoardValue.Text(job.CanonicalUrl ?? job.SourceUrl);
        if (job.Source != SourceKind.Drive) fields[FieldKey.DiscordChannel] = new BoardValue.Text(job.Channel);
        if (channel.Action == ChannelAction.UpdateOrigin) LeaveToPeople(fields, job, channel);
        Known(fields, job);
        if (channel.NameFormat is not null || channel.Action == ChannelAction.CreateNewPage)
            fields[FieldKey.Name] = new BoardValue.Text(PageTitle.Of(job, channel));
        return fields;
    }

    /// <summary>In the row that a video came from, people have filled these columns, or may have: what stands there stays. Of the link
    /// columns at most one is filled, as given: a row whose link a person changes must not show another one that is older.</summary>
    private static void LeaveToPeople(Dictionary<string, BoardValue> fields, VideoJob job, Channel channel)
    {
        var link = channel.Column(FieldKey.VideoUrl) is null ? FieldKey.VideoLink : FieldKey.VideoUrl;
        fields.Remove(FieldKey.VideoUrl);
        fields.Remove(FieldKey.VideoLink);
        fields[link] = new BoardValue.Text(job.SourceUrl);
        foreach (var key in fields.Keys.ToList()) fields[key] = fields[key] with { OnlyIfEmpty = true };
    }

    private static void Known(Dictionary<string, BoardValue> fields, VideoJob job)
    {
        if (job.PublishedAt is { } published) fields[FieldKey.VideoDateTime] = new BoardValue.Moment(published);
        if ((job.SourceId ?? job.DriveFileId) is { } id) fields[FieldKey.VideoId] = new BoardValue.Text(id);
        if (job is { Source: SourceKind.YouTube, Uploader: { } uploader }) fields[FieldKey.YouTubeChannel] = new BoardValue.Text(uploader);
        if (job is { Source: SourceKind.YouTube, Availability: { } who }) fields[FieldKey.YouTubeListingStatus] = new BoardValue.Text(Listing(who));
        if (job.Tags is { } tags) fields[FieldKey.Tags] = new BoardValue.Text(tags);
    }

    private static BoardValue.Text Day(DateTimeOffset at) => new(at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>yt-dlp's word as YouTube's own: <c>unlisted</c> → Unlisted, <c>subscriber_only</c> → Members only.</summary>
    private static string Listing(string availability) => availability switch
    {
        "subscriber_only" => "Members only",
        "premium_only" => "Premium only",
        "needs_auth" => "Sign-in required",
        _ => string.Concat(availability[..1].ToUpperInvariant(), availability[1..]),
    };
}
