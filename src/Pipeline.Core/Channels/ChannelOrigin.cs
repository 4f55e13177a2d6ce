namespace Pipeline.Core.Channels;

/// <summary>Where the videos of a <see cref="ChannelAction.CreateNewPage"/> channel come from. The origin row gets the new page's link and nothing else.</summary>
public sealed record ChannelOrigin
{
    /// <summary>Notion database id of the origin rows; null: rows are only named by the webhook.</summary>
    public string? Database { get; init; }

    /// <summary>Logical key (<see cref="Keys"/>) → column name in the origin's database.</summary>
    public IReadOnlyDictionary<string, string> FieldMap { get; init; } = new Dictionary<string, string>();

    /// <summary>The keys that an origin can map: the new page's link, and the columns that hold the video's link.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        [Board.FieldKey.PageLink, Board.FieldKey.VideoUrl, Board.FieldKey.VideoLink, Board.FieldKey.LiveVideoUrl];
}
