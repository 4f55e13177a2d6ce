namespace Pipeline.Adapters.Notion;

/// <summary>A transcript's toggle as it stands on its page.</summary>
/// <param name="Id">Null: it is not there yet.</param>
/// <param name="Author">Who made it: the connection. Empty while it is not there.</param>
/// <param name="Done">How many of the transcript's paragraphs it holds.</param>
/// <param name="Older">Toggles of earlier transcripts on the page.</param>
internal sealed record PageToggle(string Marker, string? Id, string Author, string Heading, int Done, IReadOnlyList<WireBlock> Older);
