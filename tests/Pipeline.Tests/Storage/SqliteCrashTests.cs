using Dapper;
using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Storage;

/// <summary>What a process finds that starts after another one was torn away: the files are copied in mid-flight and opened anew.</summary>
public sealed class SqliteCrashTests() : StorageSpec(TestStorage.Sqlite)
{
    [Fact]
    public async Task A_step_that_was_committed_is_there_with_all_that_belongs_to_it()
    {
        var job = await InsertRunning();
        await Db.Jobs.Apply(
            job.Id, Run, new JobChange(JobEvent.FailedForGood, Now) { Error = Failure, Board = [Word("Error")], BoardWord = "Error", LogLine = "failed" }, Ct);

        await AfterCrash(async found =>
        {
            Assert.Equal((JobStatus.Failed, "Error"), (await found.Jobs.Find(job.Id, Ct)) is { } j ? (j.Status, j.BoardWord) : default);
            Assert.Equal("Error", ((BoardValue.Text)(await found.Outbox.Next(OutboxQuery.All(Now), Ct))!.Entries.Single().Value!).Content);
            Assert.Equal("failed", (await found.Jobs.ReadLog(job.Id, Ct))[^1].Line);
        });
    }

    [Fact]
    public async Task A_step_that_was_cut_off_before_its_commit_has_left_nothing()
    {
        var job = await InsertRunning();
        await Db.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        var before = await Db.Dump();
        await using var connection = await Db.Source.OpenConnectionAsync(Ct);

        // So small a cache writes the uncommitted pages into the WAL at once.
        await connection.ExecuteAsync("PRAGMA cache_size = 1; PRAGMA cache_spill = 1");
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        for (var i = 0; i < 500; i++)
            await connection.ExecuteAsync(
                "insert into job_log (job_id, at, line) values (@Id, 1, @Line)", new { Id = job.Id.ToString(), Line = new string('x', 2000) }, transaction);
        Assert.True(new FileInfo(Path.Combine(Db.Directory, "pipeline.db-wal")).Length > 100_000);

        await AfterCrash(async found => Assert.Equal(before, await found.Dump()));
    }

    [Fact]
    public async Task A_step_whose_board_write_fails_does_not_happen_at_all()
    {
        var job = await InsertRunning();
        var before = await Db.Dump();
        var unstorable = Word("Complete", page: null!);

        await Assert.ThrowsAnyAsync<Exception>(
            () => Db.Jobs.Apply(job.Id, Run, new JobChange(JobEvent.Completed, Now) { LogLine = "done", Board = [unstorable] }, Ct));

        Assert.Equal(before, await Db.Dump());
    }

    private async Task AfterCrash(Func<TestStorage, Task> look)
    {
        var copy = Directory.CreateTempSubdirectory("pipeline-crash-").FullName;
        try
        {
            foreach (var file in Directory.GetFiles(Db.Directory, "pipeline.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            await using var found = TestStorage.SqliteIn(copy);
            await found.Migrate();
            await look(found);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }
}
