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
[JsonDerivedType(typeof(Note), "note")]
public abstract record BoardWrite(string PageId, string Channel)
{
    /// <summary>Column values by logical key; of values not yet sent the latest wins, per page and key.
    /// Keys that the channel does not map are dropped by the outbox's sender.</summary>
    public sealed record Values(string PageId, string Channel, IReadOnlyDictionary<string, BoardValue> Fields) : BoardWrite(PageId, Channel)
    {
        /// <summary>Not to be seen before the page's transcript is there: the final word, and the results beside it.</summary>
        public bool AfterTranscript { get; init; }
    }

    /// <summary>The transcript as one toggle on the page. While it grows, each write holds all that is finished so far; the latest wins.</summary>
    /// <param name="Heading">The toggle's text, without its marker.</param>
    /// <param name="Paragraphs">In order. Paragraph n is block n of the toggle, so a later write of the same transcript only adds at the end.</param>
    public sealed record Transcript(string PageId, string Channel, string Heading, IReadOnlyList<PageParagraph> Paragraphs) : BoardWrite(PageId, Channel)
    {
        /// <summary>Nothing follows any more: the heading is final, and an earlier transcript's toggle goes away.</summary>
        public bool Whole { get; init; }

        /// <summary>Where the text can be read when the page cannot take it; null: nowhere yet.</summary>
        public string? FileUrl { get; init; }

        /// <summary>Ends the heading, such as <c>#1a2b3c4d-1</c> (job and number of the transcription): how a repeat recognises its own
        /// toggle. Given by the outbox, which knows what this page was sent before.</summary>
        public string Marker { get; init; } = "";
    }

    /// <summary>A page in the channel's database for a job of a <see cref="ChannelAction.CreateNewPage"/> channel: the one that it
    /// has already, or a new one. Until then the page is addressed as <see cref="BoardTarget.Unmade"/>, and everything behind this waits.</summary>
    /// <param name="Title">Plain text; how a page whose making was not answered is found again, together with its time.</param>
    /// <param name="Fields">First values by logical key.</param>
    public sealed record NewPage(string PageId, string Channel, string Title, IReadOnlyDictionary<string, BoardValue> Fields) : BoardWrite(PageId, Channel);

    /// <summary>Text for those who look closer. Of a toggle's kind the page shows the latest; one without lines takes it away.</summary>
    /// <param name="Marker">Ends the heading, such as <c>#1a2b3c4d-details-0f1e2d</c> (job, kind, hash of the text): how a repeat recognises it.</param>
    /// <param name="Lines">At most 100.</param>
    public sealed record Note(string PageId, string Channel, NoteKind Kind, string Heading, string Marker, IReadOnlyList<string> Lines) : BoardWrite(PageId, Channel);

    /// <summary>The link to the new page, written into the row the video came from. It stands behind the page's own writes: whoever sees the link finds everything there.</summary>
    public sealed record OriginLink(string PageId, string Channel, string OriginPageId, string Label) : BoardWrite(PageId, Channel);
}
