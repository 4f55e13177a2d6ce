using System.Text.RegularExpressions;
using Pipeline.Core.Board;

namespace Pipeline.Adapters.Notion;

/// <summary>Reads back what of a transcript stands on its page.</summary>
internal sealed partial class ToggleReader(NotionApi api)
{
    public async Task<PageToggle> Read(BoardWrite.Transcript transcript, string about, CancellationToken ct)
    {
        WireBlock? own = null;
        var older = new List<WireBlock>();
        await foreach (var block in api.AllChildren(transcript.PageId, about, ct))
        {
            if (block is not { Type: "toggle", Toggle: { } toggle }) continue;
            var heading = toggle.PlainText.TrimEnd();
            if (own is null && heading.EndsWith(transcript.Marker, StringComparison.Ordinal)) own = block;
            else if (AnyMarker().IsMatch(heading)) older.Add(block);
        }

        return own is null
            ? new PageToggle(transcript.Marker, null, "", "", 0, older)
            : new PageToggle(transcript.Marker, own.Id, Author(own), own.Toggle!.PlainText, await Done(own, transcript.Paragraphs, about, ct), older);
    }

    public static string Author(WireBlock block) => block.CreatedBy?.Id ?? "";

    /// <summary>Blocks that a person put between ours do not count: they would cost as many paragraphs. Of ours each is known by its time, so one
    /// that was thrown away is not missed; those behind the last known one have been changed by people and stand for one paragraph each.</summary>
    private async Task<int> Done(WireBlock toggle, IReadOnlyList<PageParagraph> paragraphs, string about, CancellationToken ct)
    {
        var (next, unknown) = (0, 0);
        await foreach (var block in api.AllChildren(toggle.Id, about, ct))
        {
            if (Author(block) != Author(toggle)) continue;
            var found = Enumerable.Range(next, paragraphs.Count - next).FirstOrDefault(n => IsIt(block, paragraphs[n]), -1);
            (next, unknown) = found < 0 ? (next, unknown + 1) : (found + 1, 0);
        }

        return Math.Min(next + unknown, paragraphs.Count);
    }

    private static bool IsIt(WireBlock block, PageParagraph paragraph)
    {
        var text = block.Paragraph?.PlainText ?? "";
        return paragraph.Clock.Length == 0 ? text == paragraph.Text : text.StartsWith(paragraph.Clock + " ", StringComparison.Ordinal);
    }

    /// <summary>Ours; version 0.1 wrote six hexadecimal digits behind the dash.</summary>
    [GeneratedRegex("#[0-9a-f]{8}-[0-9a-f]{1,6}$", RegexOptions.CultureInvariant)]
    private static partial Regex AnyMarker();
}
