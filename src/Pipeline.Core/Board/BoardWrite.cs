using System.Text.Json.Serialization;
using Pipeline.Core.Channels;

namespace Pipeline.Core.Board;

/// <summary>Something that the board shall show. It is stored in the outbox first and sent from there, in order per page.</summary>
/// <param name="Channel">Whose field_map and status words apply.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "write")]
[JsonDerivedType(typeof(Values), "values")]
[JsonDerivedType(typeof(Transcript), "transcript")]
[JsonDerivedType(typeof(NewPage), "new_page")]
[JsonDerivedType(typeof(OriginLink), "origin_link")]
public abstract record BoardWrite(string PageId, string Channel)
{
    /// <summary>Column values by logical key; of values not yet sent the latest wins, per page and key.
    /// Keys that the channel does not map are dropped by the outbox's sender.</summary>
    public sealed record Values(string PageId, string Channel, IReadOnlyDictionary<string, BoardValue> Fields) : BoardWrite(PageId, Channel);

    /// <summary>The whole transcript as one toggle on the page.</summary>
    /// <param name="Heading">The toggle's text; ends in <paramref name="Marker"/>.</param>
    /// <param name="Marker">Unique per job and text, such as <c>#1a2b3c4d-0f1e2d</c>: how a repeat recognises its own toggle.</param>
    /// <param name="Paragraphs">In order; each at most 2,000 UTF-16 units. Paragraph n is block n of the toggle.</param>
    public sealed record Transcript(string PageId, string Channel, string Heading, string Marker, IReadOnlyList<string> Paragraphs) : BoardWrite(PageId, Channel);

    /// <summary>A page in the channel's database for a job of a <see cref="ChannelAction.CreateNewPage"/> channel: the one that it
    /// has already, or a new one. Until then the page is addressed as <see cref="BoardTarget.Unmade"/>, and everything behind this waits.</summary>
    /// <param name="Title">Plain text; how a page whose making was not answered is found again, together with its time.</param>
    /// <param name="Fields">First values by logical key.</param>
    public sealed record NewPage(string PageId, string Channel, string Title, IReadOnlyDictionary<string, BoardValue> Fields) : BoardWrite(PageId, Channel);

    /// <summary>The link to the new page, written into the row the video came from. It stands behind the page's own writes: whoever sees the link finds everything there.</summary>
    public sealed record OriginLink(string PageId, string Channel, string OriginPageId, string Label) : BoardWrite(PageId, Channel);
}
