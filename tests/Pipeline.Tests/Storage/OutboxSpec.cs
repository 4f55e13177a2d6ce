using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Storage;

/// <summary>What the outbox's specs share: writes go in through the job store and come out as the sender gets them.</summary>
public abstract class OutboxSpec(Func<Task<TestStorage>> open) : StorageSpec(open)
{
    protected static BoardWrite.Values Final(string field, string text, string page = Page) => (BoardWrite.Values)Value(field, text, page) with { AfterTranscript = true };

    protected async Task Put(VideoJob job, params BoardWrite[] writes) =>
        Assert.True(await Db.Jobs.StageStarted(job.Id, Run, JobStage.Download, Now, writes, null, Ct));

    protected Task<OutboxBatch?> Next() => Db.Outbox.Next(OutboxQuery.All(Now), Ct);

    protected async Task<OutboxBatch?> SendNext()
    {
        var batch = await Next();
        if (batch is not null) await Db.Outbox.Acknowledge(batch, Ct);
        return batch;
    }

    protected static IEnumerable<string> Shown(OutboxBatch? batch) =>
        batch!.Entries.Select(e => (e.Write as BoardWrite.Transcript)?.Paragraphs[0].Text ?? $"{e.Field}={((BoardValue.Text)e.Value!).Content}");
}
