using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Core.Board;

/// <summary>The title of a page after the channel's <c>name_format</c>. Placeholders: <c>{title}</c> the video's title (before it is
/// known: file name or link), <c>{date}</c> the day it was published (else accepted), YYYY-MM-DD in UTC, <c>{channel}</c> the channel
/// of config/channels.json, <c>{uploader}</c> who published it, <c>{language}</c> as it was heard (ISO 639-1), <c>{id}</c> its id at its
/// site, <c>{tags}</c> the labels of its file name. What is not known leaves nothing.</summary>
public static partial class PageTitle
{
    /// <summary>All of them; another one in a name_format is a typing mistake.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = ["title", "date", "channel", "uploader", "language", "id", "tags"];

    public static string Of(VideoJob job, Channel channel) =>
        MediaTitle.Clean(Placeholder().Replace(channel.NameFormat ?? "{title}", match => Value(match.Groups[1].Value, job))) ?? job.SourceUrl;

    /// <summary>Placeholders of a format that do not exist.</summary>
    public static IEnumerable<string> Unknown(string format) =>
        Placeholder().Matches(format).Select(match => match.Groups[1].Value).Where(name => !Placeholders.Contains(name));

    private static string Value(string name, VideoJob job) => name switch
    {
        "title" => job.Title ?? FileTags.Split(job.FileName).Name ?? job.SourceUrl,
        "date" => (job.PublishedAt ?? job.AcceptedAt).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "channel" => job.Channel,
        "uploader" => job.Uploader ?? "",
        "language" => job.Language ?? "",
        "id" => job.SourceId ?? "",
        "tags" => job.Tags ?? "",
        _ => "",
    };

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
