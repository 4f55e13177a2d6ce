using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Storage;

public abstract class EngineLedgerSpec(Func<Task<TestStorage>> open) : StorageSpec(open)
{
    [Fact]
    public async Task What_a_job_was_billed_comes_back_in_order_and_survives_the_job()
    {
        var (mine, other) = (await InsertRunning(), await InsertRunning());
        EngineUse[] uses = [.. new[] { 60.5, 12 }.Select(s => new EngineUse(Now, mine.Id, "talks", "groq", "whisper-large-v3", s, TimeSpan.FromSeconds(2.5), s / 60 * 0.006))];
        foreach (var use in uses) await Db.Ledger.Add(use, Ct);
        Assert.Equal(uses, await Db.Ledger.Of(mine.Id, Ct));
        Assert.Empty(await Db.Ledger.Of(other.Id, Ct));
        await Db.Execute("delete from jobs");
        Assert.Equal(2, (await Db.Ledger.Of(mine.Id, Ct)).Count);
    }
}
