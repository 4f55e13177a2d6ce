using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Board;

namespace Pipeline.Adapters.Notion;

/// <summary>Writes the transcript toggle. An append whose answer was lost may have been done, so nothing is appended before the page has been
/// read, unless the call before was this sender's own and was answered: what stands there says where to go on.</summary>
internal sealed class TranscriptSender(NotionApi api, ToggleReader reader, ILogger<TranscriptSender> log)
{
    private const int MostOpen = 1000;
    private readonly ConcurrentDictionary<string, PageToggle> _open = new();

    /// <summary>Bytes that something on the way lets through; Notion's own limit is not met again.</summary>
    private volatile int _mostBytes = BlockBatch.MostBytes;

    /// <exception cref="NotionException">A call failed; calling again goes on where it stopped.</exception>
    public async Task Send(BoardWrite.Transcript transcript, CancellationToken ct)
    {
        var about = $"page {transcript.PageId}";
        var known = _open.TryRemove(transcript.PageId, out var open) && open.Marker == transcript.Marker ? open : null;
        PageToggle toggle;
        try
        {
            toggle = await Fill(known ?? await Read(transcript, about, ct), transcript, about, ct);
        }
        catch (NotionException e) when (known is not null && (e.IsTrash || e.Status == 404))
        {
            // Perhaps a person has thrown the toggle away since; the page itself says.
            toggle = await Fill(await Read(transcript, about, ct), transcript, about, ct);
        }

        if (transcript.Whole) await Finish(toggle, transcript, about, ct);
        else Keep(transcript.PageId, toggle);
    }

    private async Task<PageToggle> Read(BoardWrite.Transcript transcript, string about, CancellationToken ct)
    {
        var toggle = await reader.Read(transcript, about, ct);
        if (toggle.Id is not null && toggle.Done < transcript.Paragraphs.Count) NotionLog.GoesOn(log, transcript.PageId, toggle.Done, transcript.Paragraphs.Count);
        return toggle;
    }

    private async Task<PageToggle> Fill(PageToggle toggle, BoardWrite.Transcript transcript, string about, CancellationToken ct)
    {
        while (toggle.Id is null || toggle.Done < transcript.Paragraphs.Count)
        {
            var batch = BlockBatch.Take(transcript.Paragraphs, toggle.Done, _mostBytes);
            var count = batch.Count;
            try
            {
                if (toggle.Id is null) toggle = await Create(toggle, transcript, batch, about, ct);
                else await api.Append(toggle.Id, batch, null, about, ct);
                toggle = toggle with { Done = toggle.Done + count };
            }
            catch (NotionException e) when (e.Status == 413 && count > 1)
            {
                _mostBytes = BlockBatch.Size(batch) / 2;
                NotionLog.TooLarge(log, transcript.PageId, _mostBytes);
            }
        }

        return toggle;
    }

    /// <summary>A new transcript stands where the one before it stands.</summary>
    private async Task<PageToggle> Create(PageToggle toggle, BoardWrite.Transcript transcript, JsonArray first, string about, CancellationToken ct)
    {
        var after = toggle.Older.Count > 0 ? toggle.Older[^1].Id : null;
        var answer = await api.Append(transcript.PageId, [BlockBatch.Toggle(Heading(transcript), first)], after, about, ct);
        return answer.Results.Count > 0
            ? toggle with { Id = answer.Results[0].Id, Author = ToggleReader.Author(answer.Results[0]), Heading = PlainHeading(transcript) }
            : throw new NotionException(200, null, "The answer to the new toggle names no block.", about);
    }

    /// <summary>The heading says what only the end tells; and earlier transcripts go, but only when this one is there, and only our own: somebody
    /// who copied such a toggle made it theirs.</summary>
    private async Task Finish(PageToggle toggle, BoardWrite.Transcript transcript, string about, CancellationToken ct)
    {
        if (toggle.Heading != PlainHeading(transcript)) await api.UpdateToggle(toggle.Id!, Heading(transcript), about, ct);
        foreach (var older in toggle.Older.Where(o => ToggleReader.Author(o) == toggle.Author)) await api.DeleteBlock(older.Id, about, ct);
    }

    private void Keep(string page, PageToggle toggle)
    {
        if (_open.Count >= MostOpen) _open.Clear();
        _open[page] = toggle;
    }

    private static string PlainHeading(BoardWrite.Transcript transcript) => $"{RichText.Cut(transcript.Heading, RichText.Limit - 3)} · {transcript.Marker}";

    private static JsonArray Heading(BoardWrite.Transcript transcript) =>
        [RichText.Item(RichText.Cut(transcript.Heading, RichText.Limit - 3) + " · "), RichText.Item(transcript.Marker, null, "code")];
}
