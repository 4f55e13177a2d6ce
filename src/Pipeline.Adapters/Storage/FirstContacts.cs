using Pipeline.Core.Board;
using Pipeline.Core.Intake;

namespace Pipeline.Adapters.Storage;

/// <summary><see cref="IFirstContacts"/> over the tables first_contacts and rows_left_alone.</summary>
public sealed class FirstContacts(Database database, TimeProvider time) : IFirstContacts
{
    public Task<ExistingRows?> Find(string channel, string asks, CancellationToken ct) => database.Read(
        async s =>
        {
            var row = await s.FirstOrDefault<DecisionRow>("select choice, since from first_contacts where channel = @channel and asks = @asks", new { channel, asks });
            return row is null ? null : new ExistingRows(Enum.Parse<ExistingRowsKind>(row.Choice), row.Since.ToTime());
        },
        ct);

    public Task Decide(string channel, string asks, ExistingRows choice, IReadOnlyCollection<BoardRow> leftAlone, CancellationToken ct) => database.Write(
        async s =>
        {
            await s.Execute(
                """
                insert into first_contacts (channel, asks, choice, since, decided_at) values (@channel, @asks, @Choice, @Since, @Now)
                on conflict (channel, asks) do update set choice = excluded.choice, since = excluded.since, decided_at = excluded.decided_at
                """,
                new { channel, asks, Choice = choice.Kind.ToString(), Since = choice.Since?.ToMilliseconds(), Now = time.GetUtcNow().ToMilliseconds() });
            await s.Execute("delete from rows_left_alone where channel = @channel", new { channel });
            foreach (var row in leftAlone)
                await s.Execute("insert into rows_left_alone (channel, page_id, link) values (@channel, @PageId, @VideoUrl)", new { channel, row.PageId, row.VideoUrl });
            return true;
        },
        ct);

    public Task<IReadOnlyDictionary<string, string?>> LeftAlone(string channel, CancellationToken ct) => database.Read<IReadOnlyDictionary<string, string?>>(
        async s =>
        {
            var rows = await s.Query<LeftRow>("select page_id, link from rows_left_alone where channel = @channel", new { channel });
            return rows.ToDictionary(r => r.PageId, r => r.Link);
        },
        ct);

    public Task Release(string channel, IReadOnlyCollection<string> pageIds, CancellationToken ct) => database.Write(
        async s =>
        {
            foreach (var page in pageIds)
                await s.Execute("delete from rows_left_alone where channel = @channel and page_id = @page", new { channel, page });
            return true;
        },
        ct);

    public Task<VideoCost?> AverageCost(CancellationToken ct) => database.Read(
        async s =>
        {
            var row = await s.FirstOrDefault<CostRow>(
                """
                select count(*) as videos, avg(duration_seconds) as seconds, avg((ended_at - started_at) / 1000.0) as work,
                  avg((select sum(size) from artifacts where job_id = jobs.id)) as bytes
                from jobs where status = 'Completed' and duration_seconds is not null and started_at is not null
                """);
            return row is not { Videos: > 0 } ? null
                : new VideoCost((int)row.Videos, TimeSpan.FromSeconds(row.Seconds ?? 0), TimeSpan.FromSeconds(row.Work ?? 0), row.Bytes ?? 0);
        },
        ct);

    private sealed class DecisionRow
    {
        public string Choice { get; init; } = "";
        public long? Since { get; init; }
    }

    private sealed class LeftRow
    {
        public string PageId { get; init; } = "";
        public string? Link { get; init; }
    }

    private sealed class CostRow
    {
        public long Videos { get; init; }
        public double? Seconds { get; init; }
        public double? Work { get; init; }
        public double? Bytes { get; init; }
    }
}
