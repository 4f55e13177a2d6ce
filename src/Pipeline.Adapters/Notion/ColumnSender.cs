using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Checkups;

namespace Pipeline.Adapters.Notion;

/// <summary>Writes all columns of a batch in one PATCH. A column that does not fit never holds back the others.</summary>
internal sealed class ColumnSender(NotionApi api, SchemaCache schemas, CheckupBell bell, ILogger<ColumnSender> log)
{
    private readonly ConcurrentDictionary<(string Channel, string Key), string> _said = new();

    /// <exception cref="NotionException">The page cannot be written.</exception>
    public async Task<BoardOutcome> Send(Channel channel, BoardWrite.Values write, CancellationToken ct)
    {
        var schema = await schemas.For(channel, write.PageId, CallPriority.Columns, null, ct);
        if (await IsTaken(channel, write, schema, ct)) return new BoardOutcome.Sent();
        write = await LeaveFilled(channel, write, schema, ct);
        var draft = ColumnDraft.Of(channel, schema, write.Fields);
        if (draft.IsDoubtful)
            draft = ColumnDraft.Of(channel, await schemas.For(channel, write.PageId, CallPriority.Columns, schemas.DoubtAge, ct), write.Fields);
        if (draft.Properties.Count > 0) draft = await Patch(channel, write, draft, ct);
        Say(channel, write, draft);
        return draft.Parked.Count > 0
            ? new BoardOutcome.Partly(draft.Parked.ToDictionary(p => p.Key, p => p.Reason))
            : new BoardOutcome.Sent();
    }

    /// <summary>Notion knows no condition for a write: the page is read right before, so that a claim which had to wait (for a limit, for the
    /// next try) does not cover the claim of a worker that has begun meanwhile. What is left is the time of one call: RowClaim.</summary>
    private async Task<bool> IsTaken(Channel channel, BoardWrite.Values write, NotionSchema schema, CancellationToken ct)
    {
        if (write.Fields.GetValueOrDefault(FieldKey.Claim) is not BoardValue.Text { OnlyIfFree: true, Content: { } ours }) return false;
        var row = TriggerRule.For(channel, schema).Row(await api.GetPage(write.PageId, CallPriority.Columns, ct));
        if (row.Asks || row.Claim is not { } theirs || theirs.Split(' ')[^1] == ours.Split(' ')[^1]) return false;
        NotionLog.Taken(log, write.PageId, theirs);
        return true;
    }

    /// <summary>Leaves out what a person has filled; the page is read only where such a column is mapped.</summary>
    private async Task<BoardWrite.Values> LeaveFilled(Channel channel, BoardWrite.Values write, NotionSchema schema, CancellationToken ct)
    {
        var careful = write.Fields.Where(f => f.Value.OnlyIfEmpty && Takes(f.Key, f.Value)).Select(f => f.Key).ToList();
        if (careful.Count == 0) return write;
        var page = await api.GetPage(write.PageId, CallPriority.Columns, ct);
        var filled = careful.Where(key => schema.Find(channel.Column(key)!) is { } column
            && PropertyReader.Cell(page, column) is { } cell && !PropertyReader.IsEmpty(cell)).ToList();
        return write with { Fields = write.Fields.Where(f => !filled.Contains(f.Key)).ToDictionary() };

        bool Takes(string key, BoardValue value) =>
            channel.Column(key) is { } name && schema.Find(name) is { } column && PropertyWriter.Fit(column, value) is FittedValue.Ready;
    }

    private async Task<ColumnDraft> Patch(Channel channel, BoardWrite.Values write, ColumnDraft draft, CancellationToken ct)
    {
        try
        {
            await api.UpdatePage(write.PageId, draft.Properties, ct);
            return draft;
        }
        catch (NotionException e) when (e is { IsValidation: true, IsTrash: false })
        {
            // Renamed, of another kind, an option less, or in another table than the channel's: the page's own columns decide.
            schemas.ForgetPage(write.PageId);
            var second = ColumnDraft.Of(channel, await schemas.OfPage(write.PageId, CallPriority.Columns, TimeSpan.Zero, ct), write.Fields);
            if (JsonNode.DeepEquals(second.Properties, draft.Properties)) throw;
            if (second.Properties.Count > 0) await api.UpdatePage(write.PageId, second.Properties, ct);
            return second;
        }
    }

    /// <summary>Once per channel, key and reason, until it has been well in between: a status word would repeat it eight times a video.</summary>
    private void Say(Channel channel, BoardWrite.Values write, ColumnDraft draft)
    {
        var news = false;
        foreach (var (key, reason) in draft.Dropped.Concat(draft.Parked))
        {
            if (!IsNew(key, reason)) continue;
            NotionLog.NotWritten(log, channel.Name, key, reason);
            news = true;
        }

        foreach (var (configured, current) in draft.Renamed)
        {
            if (!IsNew(Column(configured), current)) continue;
            NotionLog.Renamed(log, configured, current);
            news = true;
        }

        var well = write.Fields.Keys.Except(draft.Dropped.Concat(draft.Parked).Select(w => w.Key))
            .Concat(write.Fields.Keys.Select(channel.Column).OfType<string>().Except(draft.Renamed.Select(r => r.Configured)).Select(Column));
        foreach (var what in well) news |= _said.TryRemove((channel.Name, what), out _);
        if (news) bell.Ring();

        static string Column(string name) => $"column {name}";

        bool IsNew(string what, string said)
        {
            var before = _said.GetValueOrDefault((channel.Name, what));
            _said[(channel.Name, what)] = said;
            return before != said;
        }
    }
}
