using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Core.Board;

namespace Pipeline.Adapters.Notion;

/// <summary>Writes toggles beside the transcript, and comments, once each: what stands there is read before anything is added.</summary>
internal sealed partial class NoteSender(NotionApi api, OwnUser self)
{
    private const int MostItems = 100;

    /// <exception cref="NotionException">A call failed; calling again is safe.</exception>
    public Task Send(BoardWrite.Note note, CancellationToken ct) => note.Kind == NoteKind.Comment ? Comment(note, ct) : Toggle(note, ct);

    /// <summary>The new one is there before the old one goes; a person's copy of ours is a person's.</summary>
    private async Task Toggle(BoardWrite.Note note, CancellationToken ct)
    {
        var about = $"page {note.PageId}";
        var (stands, others) = (false, new List<WireBlock>());
        await foreach (var block in api.AllChildren(note.PageId, about, ct))
        {
            var heading = block.Type == "toggle" ? block.Toggle?.PlainText.TrimEnd() ?? "" : "";
            if (!stands && note.Lines.Count > 0 && heading.EndsWith(note.Marker, StringComparison.Ordinal)) stands = true;
            else if (AnyMarker().Match(heading) is { Success: true } match && match.Groups[1].Value == KindOf(note)) others.Add(block);
        }

        if (!stands && note.Lines.Count > 0) await api.Append(note.PageId, [Block(note)], null, about, ct);
        if (others.Count == 0) return;
        var me = await self.Id(ct);
        foreach (var old in others.Where(o => o.CreatedBy?.Id == me)) await api.DeleteBlock(old.Id, about, ct);
    }

    private async Task Comment(BoardWrite.Note note, CancellationToken ct)
    {
        string? cursor = null;
        do
        {
            var list = await api.Comments(note.PageId, cursor, ct);
            if (list.Results.Any(c => string.Concat((c.RichText ?? []).Select(t => t.PlainText)).TrimEnd().EndsWith(note.Marker, StringComparison.Ordinal))) return;
            cursor = list.HasMore ? list.NextCursor : null;
        }
        while (cursor is not null);

        var text = RichText.Whole(string.Join('\n', note.Lines.Prepend(note.Heading)));
        await api.AddComment(note.PageId, [.. text.Take(MostItems - 1).Select(item => item!.DeepClone()), RichText.Item($"\n{note.Marker}", null, "code")], ct);
    }

    private static JsonObject Block(BoardWrite.Note note)
    {
        PageParagraph[] lines = [.. note.Lines.Select(line => new PageParagraph("", null, [new TextRun(RichText.Cut(line))]))];
        JsonArray heading = [RichText.Item(note.Heading + " · "), RichText.Item(note.Marker, null, "code")];
        return BlockBatch.Toggle(heading, BlockBatch.Take(lines, 0));
    }

    private static string KindOf(BoardWrite.Note note) => note.Kind.ToString().ToLowerInvariant();

    [GeneratedRegex("#[0-9a-f]{8}-([a-z]+)-[0-9a-f]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex AnyMarker();
}
