using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Quartz;

namespace Pipeline.Host.Scheduling;

/// <summary>Looks for rows that say "please process": one search per table, whatever number of channels share it.</summary>
[DisallowConcurrentExecution]
public sealed class PollTick(
    IBoard board, RowIntake rows, FirstContact first, ChannelCatalog channels, PollPlan plan, LookDepth depth, PollingOptions options, TimeProvider time,
    IHostApplicationLifetime host, ILogger<PollTick> log) : IJob
{
    public const string Name = "poll";

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => host.EndWithWorker(Look, cancellationToken);

    private async Task Look(CancellationToken ct)
    {
        if (!options.Enabled) return;
        var tables = await Tables(ct);
        plan.Knows([.. tables.Select(t => t.Table)]);
        if (tables.Count > 0 && plan.OwnId is null) await Works([], async () => plan.OwnId = await board.OwnId(ct));
        foreach (var (table, asking) in tables.Where(t => plan.IsDue(t.Table.Id, time.GetUtcNow())))
            if (await Works(asking, () => Look(table, asking, ct))) Recovered(asking);
    }

    /// <summary>Each table once, with the channels that work on its rows and everything that they watch.</summary>
    private async Task<IReadOnlyList<(BoardTable Table, IReadOnlyList<Channel> Asking)>> Tables(CancellationToken ct)
    {
        var found = new List<(BoardTable Table, Channel Channel)>();
        foreach (var channel in channels.All.Where(c => c is { Trigger: not null, RowDatabase: not null }))
            await Works([channel], async () => found.Add((await board.TableOf(channel, ct), channel)));
        return
        [
            .. found.GroupBy(f => f.Table.Id).Select(same => (
                same.First().Table with { Watched = [.. same.SelectMany(f => f.Table.Watched).Distinct()] },
                (IReadOnlyList<Channel>)[.. same.Select(f => f.Channel)])),
        ];
    }

    private async Task Look(BoardTable table, IReadOnlyList<Channel> asking, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var announced = plan.Begin(table.Id, now);
        var edited = depth.EditedSince(table.Id, asking, await first.LeftAlone(asking, ct), now);
        foreach (var (channel, row) in edited is { } since ? await LookAtEdited(table, asking, since, ct) : await LookAtAll(table, asking, now, ct))
            if (await rows.Take(channel, row, ct) && !announced) plan.FoundUnannounced(table.Id, time.GetUtcNow());
    }

    private async Task<IReadOnlyList<(Channel Channel, BoardRow Row)>> LookAtAll(BoardTable table, IReadOnlyList<Channel> asking, DateTimeOffset now, CancellationToken ct)
    {
        var found = await board.FindTriggered(table, asking, ct);
        var taken = new List<(Channel, BoardRow)>();
        // A channel that cannot be asked for (a column is missing) has not met its rows yet.
        foreach (var channel in asking.Where(c => found.ContainsKey(c.Name)))
            taken.AddRange((await first.Sift(channel, found[channel.Name], ExistingRows.Parse(options.Existing)!, ct)).Select(row => (channel, row)));
        var settled = found.Count == asking.Count && taken.Count == 0;
        depth.Whole(table.Id, asking, await first.LeftAlone(asking, ct), now, found.Values.Sum(rows => rows.Count), settled);
        return taken;
    }

    private async Task<IReadOnlyList<(Channel Channel, BoardRow Row)>> LookAtEdited(BoardTable table, IReadOnlyList<Channel> asking, DateTimeOffset since, CancellationToken ct)
    {
        var found = await board.FindEdited(table, asking, since, ct);
        var taken = new List<(Channel, BoardRow)>();
        foreach (var channel in asking)
        {
            if (found.TryGetValue(channel.Name, out var edited) && await first.SiftEdited(channel, edited, ct) is { } sifted) taken.AddRange(sifted.Select(row => (channel, row)));
            else depth.Doubt(table.Id);
        }

        return taken;
    }

    /// <summary>False when Notion is away or refuses: the next tick asks again, and no job suffers. Said once, not every few seconds.</summary>
    private async Task<bool> Works(IReadOnlyList<Channel> concerned, Func<Task> ask)
    {
        try
        {
            await ask();
            return true;
        }
        catch (JobFailureException e)
        {
            foreach (var channel in concerned.Where(c => plan.Fails(c.Name, e.Error.Sentence))) SchedulingLog.PollFailed(log, channel.Name, e.Error.Code, e.Error.Sentence);
            return false;
        }
    }

    private void Recovered(IReadOnlyList<Channel> concerned)
    {
        foreach (var channel in concerned.Where(c => plan.Works(c.Name))) SchedulingLog.PollWorks(log, channel.Name);
    }
}
