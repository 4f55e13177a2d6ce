using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Board;

namespace Pipeline.Adapters.Notion;

/// <summary>Writes the transcript toggle. An append whose answer was lost may have been done, so nothing is ever appended
/// before the page has been read: what stands there says where to go on. Paragraph n is the n-th block of ours.</summary>
internal sealed class TranscriptSender(NotionApi api, ILogger<TranscriptSender> log)
{
    /// <exception cref="NotionException">A call failed; calling again goes on where it stopped.</exception>
    public async Task Send(BoardWrite.Transcript transcript, CancellationToken ct)
    {
        var about = $"page {transcript.PageId}";
        string toggle;
        int done;
        if (await FindToggle(transcript, about, ct) is { } found)
        {
            (toggle, done) = (found.Id, await CountOurs(found, about, ct));
            if (done < transcript.Paragraphs.Count) NotionLog.GoesOn(log, transcript.PageId, done, transcript.Paragraphs.Count);
        }
        else
        {
            var first = BlockBatch.Take(transcript.Paragraphs, 0);
            done = first.Count;
            toggle = await Create(transcript, first, about, ct);
        }

        while (done < transcript.Paragraphs.Count)
        {
            var batch = BlockBatch.Take(transcript.Paragraphs, done);
            var count = batch.Count;
            await api.Append(toggle, batch, about, ct);
            done += count;
        }
    }

    private async Task<string> Create(BoardWrite.Transcript transcript, JsonArray first, string about, CancellationToken ct)
    {
        var answer = await api.Append(transcript.PageId, [BlockBatch.Toggle(transcript.Heading, first)], about, ct);
        return answer.Results.Count > 0
            ? answer.Results[0].Id
            : throw new NotionException(200, null, "The answer to the new toggle names no block.", about);
    }

    private async Task<WireBlock?> FindToggle(BoardWrite.Transcript transcript, string about, CancellationToken ct)
    {
        await foreach (var block in Children(transcript.PageId, about, ct))
        {
            if (block is { Type: "toggle", Toggle: { } toggle } && toggle.PlainText.TrimEnd().EndsWith(transcript.Marker, StringComparison.Ordinal))
                return block;
        }

        return null;
    }

    /// <summary>Blocks that a person put between ours do not count: they would cost as many paragraphs.</summary>
    private async Task<int> CountOurs(WireBlock toggle, string about, CancellationToken ct)
    {
        var count = 0;
        await foreach (var block in Children(toggle.Id, about, ct))
            if (block.CreatedBy?.Id == toggle.CreatedBy?.Id) count++;
        return count;
    }

    private async IAsyncEnumerable<WireBlock> Children(
        string id, string about, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        string? cursor = null;
        do
        {
            var list = await api.Children(id, cursor, about, ct);
            foreach (var block in list.Results) yield return block;
            cursor = list.HasMore ? list.NextCursor : null;
        }
        while (cursor is not null);
    }
}
