using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;

namespace Pipeline.Adapters.Notion;

/// <summary><see cref="IBoard"/> over Notion's REST API, version 2026-03-11 (contract notion-api.md).</summary>
internal sealed class NotionBoard(
    NotionApi api, OwnUser own, RowQuery query, SchemaCache schemas, ColumnSender columns, PageSender pages, NoteSender notes, TranscriptSender transcripts, ILogger<NotionBoard> log) : IBoard
{
    private readonly ConcurrentDictionary<string, string> _silent = new();

    public async Task<BoardTable> TableOf(Channel channel, CancellationToken ct)
    {
        var schema = await AsJobFailure(() => schemas.OfRows(channel, CallPriority.Polling, null, ct));
        return new BoardTable(schema.DataSourceId, schema.DatabaseId, TriggerRule.For(channel, schema).Watched);
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<BoardRow>>> FindTriggered(BoardTable table, IReadOnlyList<Channel> channels, CancellationToken ct)
    {
        var (rules, rows) = await Search(table, channels, null, ct);
        var taken = rows.ToLookup(row => rules.Find(r => r.Rule.Holds(row)).Channel ?? "");
        return rules.ToDictionary(r => r.Channel, r => (IReadOnlyList<BoardRow>)[.. taken[r.Channel].Select(r.Rule.Row)]);
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<BoardRow>>> FindEdited(BoardTable table, IReadOnlyList<Channel> channels, DateTimeOffset since, CancellationToken ct)
    {
        var (rules, rows) = await Search(table, channels, since, ct);
        var askedOf = rows.ToDictionary(row => row.Id, row => rules.Find(r => r.Rule.Holds(row)).Channel);
        return rules.ToDictionary(r => r.Channel, r => (IReadOnlyList<BoardRow>)[.. rows.Select(row => r.Rule.Row(row) with { Asks = askedOf[row.Id] == r.Channel })]);
    }

    /// <param name="since">Of rows edited since then, all; null: of all rows, those that ask.</param>
    private async Task<(List<(string Channel, TriggerRule Rule)> Rules, IReadOnlyList<WirePage> Rows)> Search(
        BoardTable table, IReadOnlyList<Channel> channels, DateTimeOffset? since, CancellationToken ct)
    {
        try
        {
            return await Query(table, channels, since, null, ct);
        }
        catch (NotionException e) when (e.IsValidation || e.Status == 404)
        {
            // A column or the whole table has changed since the schema was read.
            return await AsJobFailure(() => Query(table, channels, since, TimeSpan.Zero, ct));
        }
        catch (NotionException e)
        {
            throw e.ToJobFailure();
        }
    }

    public Task<string> OwnId(CancellationToken ct) => AsJobFailure(() => own.Id(ct));

    public async Task<BoardRow?> Read(Channel channel, string pageId, CancellationToken ct)
    {
        if (NotionId.Parse(pageId) is not { } id) return null;
        try
        {
            var page = await api.GetPage(id, CallPriority.Columns, ct);
            return TriggerRule.For(channel, await schemas.OfRows(channel, CallPriority.Columns, null, ct)).Row(page);
        }
        catch (NotionException e) when (e.Status == 404 && e.About == $"page {id}")
        {
            return null;
        }
        catch (NotionException e)
        {
            throw e.ToJobFailure();
        }
    }

    public async Task<BoardOutcome> Send(Channel channel, BoardWrite write, CancellationToken ct)
    {
        if (write is BoardWrite.NewPage made) return await Make(channel, made, ct);
        if (NotionId.Parse(write.PageId) is not { } page) return new BoardOutcome.Gone($"\"{write.PageId}\" is no id of a Notion page.");
        try
        {
            if (write is BoardWrite.Values values) return await columns.Send(channel, values with { PageId = page }, ct);
            if (write is BoardWrite.OriginLink link) return await Link(channel, link, page, ct);
            if (write is BoardWrite.Note note) await notes.Send(note with { PageId = page }, ct);
            else await transcripts.Send((BoardWrite.Transcript)write with { PageId = page }, ct);
            return new BoardOutcome.Sent();
        }
        catch (NotionException e)
        {
            return e switch
            {
                { IsTrash: true } => await InTrash(page, e, ct),
                { Status: 404 } => await Unseen(channel, e, ct),
                { IsPassing: false, Status: not 401 } when write is BoardWrite.Transcript => new BoardOutcome.Blocked(e.ToTextRefusal(), BlockedScope.Write),
                { IsPassing: false, Status: not 401 } when write is BoardWrite.Note => new BoardOutcome.Blocked(e.ToSentence(), BlockedScope.Write),
                _ => e.ToOutcome(),
            };
        }
    }

    public Task<IReadOnlyList<string>> FindMade(Channel channel, string title, DateTimeOffset since, CancellationToken ct) =>
        AsJobFailure(() => pages.FindMade(channel, title, since, ct));

    public async Task<bool> IsLive(string pageId, CancellationToken ct)
    {
        try
        {
            return !(await api.GetPage(pageId, CallPriority.Columns, ct)).IsGone;
        }
        catch (NotionException e) when (e.Status == 404)
        {
            return false;
        }
        catch (NotionException e)
        {
            throw e.ToJobFailure();
        }
    }

    private async Task<BoardOutcome> Make(Channel channel, BoardWrite.NewPage page, CancellationToken ct)
    {
        try
        {
            return await pages.Make(channel, page, ct);
        }
        catch (NotionException e)
        {
            return e.Status == 404 ? await Unseen(channel, e, ct) : e.ToOutcome();
        }
    }

    /// <summary>The origin row has its own table and its own map. A row that was thrown away needs no link.</summary>
    private async Task<BoardOutcome> Link(Channel channel, BoardWrite.OriginLink link, string page, CancellationToken ct)
    {
        if (channel.Origin is not { } origin || NotionId.Parse(link.OriginPageId) is not { } row) return new BoardOutcome.Sent();
        var address = new BoardValue.Link($"https://www.notion.so/{page.Replace("-", "", StringComparison.Ordinal)}", link.Label);
        var write = new BoardWrite.Values(row, channel.Name, new Dictionary<string, BoardValue> { [FieldKey.PageLink] = address });
        try
        {
            return await columns.Send(channel with { Database = origin.Database, DataSource = null, FieldMap = origin.FieldMap }, write, ct);
        }
        catch (NotionException e) when (e.IsTrash)
        {
            return new BoardOutcome.Sent();
        }
    }

    /// <summary>A page is not to be seen, or all of its database is not.</summary>
    private async Task<BoardOutcome> Unseen(Channel channel, NotionException refusal, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(channel.Database)) return refusal.ToOutcome();
        try
        {
            await schemas.For(channel, "", CallPriority.Columns, schemas.DoubtAge, ct);
            return refusal.ToOutcome();
        }
        catch (NotionException e)
        {
            return e.Status == 404 ? new BoardOutcome.Blocked(e.ToSentence(), BlockedScope.Channel) : e.ToOutcome();
        }
    }

    /// <summary>The message names a block or an ancestor as well; only the page itself says whether it is lost.</summary>
    private async Task<BoardOutcome> InTrash(string pageId, NotionException refusal, CancellationToken ct)
    {
        try
        {
            var page = await api.GetPage(pageId, CallPriority.Columns, ct);
            return page.IsGone
                ? new BoardOutcome.Gone("The page is in Notion's trash.")
                : new BoardOutcome.Blocked($"Something that page {pageId} belongs to is in Notion's trash. Restore it there. ({refusal.Message})");
        }
        catch (NotionException e)
        {
            return e.ToOutcome();
        }
    }

    private async Task<(List<(string Channel, TriggerRule Rule)> Rules, IReadOnlyList<WirePage> Rows)> Query(
        BoardTable table, IReadOnlyList<Channel> channels, DateTimeOffset? since, TimeSpan? maxAge, CancellationToken ct)
    {
        var rules = new List<(string Channel, TriggerRule Rule)>();
        foreach (var channel in channels)
        {
            var rule = TriggerRule.For(channel, await schemas.OfRows(channel, CallPriority.Polling, maxAge, ct));
            // A filter on an option that does not exist is refused; and no row can have it.
            if (rule.Silence is not { } reason) rules.Add((channel.Name, rule));
            else if (_silent.TryAdd(channel.Name + reason, reason)) NotionLog.NoTrigger(log, channel.Name, reason);
        }

        if (rules.Count == 0) return (rules, []);
        IReadOnlyList<JsonObject>[] wanted = since is { } time ? [[RowQuery.EditedSince(time)]] : [.. rules.SelectMany(r => r.Rule.Alternatives)];
        var rows = await query.Run(table.Id, wanted, rules.SelectMany(r => r.Rule.Columns), ct);
        return (rules, [.. rows.Where(row => !row.IsGone)]);
    }

    private static async Task<T> AsJobFailure<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (NotionException e)
        {
            throw e.ToJobFailure();
        }
    }
}
