using Pipeline.Adapters.Storage;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Storage;

public sealed class MigrationTests : IAsyncLifetime
{
    private static readonly IReadOnlyList<Migration> All = Migration.Embedded(SqlDialect.Sqlite);
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-migrations-").FullName;
    private TestStorage _db = null!;

    public ValueTask InitializeAsync()
    {
        _db = TestStorage.SqliteIn(_directory);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void Migrations_are_numbered_without_gaps() => Assert.Equal(Enumerable.Range(1, All.Count), All.Select(m => m.Version));

    [Fact]
    public async Task A_fresh_database_gets_all_migrations_and_a_second_run_changes_nothing()
    {
        await Run(All);
        _db.Clock.Now = _db.Clock.Now.AddDays(1);
        await Run(All);

        Assert.Equal(All.Count, await _db.Value<int>("select count(*) from schema_migrations"));
        Assert.Equal(1, await _db.Value<int>("select count(distinct applied_at) from schema_migrations"));
    }

    [Fact]
    public async Task An_older_database_is_upgraded_and_keeps_its_rows()
    {
        await Run([.. All.Take(1)]);
        var id = JobId.New(_db.Clock.Now);
        await _db.Execute(
            """
            insert into jobs (id, source, source_url, channel, priority, status, stage, accepted_at, due_at)
            values (@Id, 'Web', 'https://a.example/1', 'talks', 10, 'Pending', 'Transcribe', 1, 1)
            """,
            new { Id = id.ToString() });

        await Run(All);

        var job = await _db.Jobs.Find(id, CancellationToken.None);
        Assert.Equal(("https://a.example/1", JobStatus.Pending, JobStage.Transcribe), (job!.SourceUrl, job.Status, job.Stage));
        Assert.Equal((0, null), await _db.Outbox.Depth(CancellationToken.None));
    }

    [Fact]
    public async Task Two_programs_that_start_at_once_apply_each_migration_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Run(All))));

        Assert.Equal(All.Count, await _db.Value<int>("select count(*) from schema_migrations"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_with_a_sentence()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "pipeline.db"), new string('x', 8192), TestContext.Current.CancellationToken);
        var refusal = await Assert.ThrowsAsync<StorageException>(() => Run(All));
        Assert.Contains("file is not a database", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Storage:DataDirectory", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_made_by_a_newer_program_is_refused()
    {
        await Run([.. All, new Migration(All.Count + 1, "future", "create table future (id integer)")]);

        var refusal = await Assert.ThrowsAsync<StorageException>(() => Run(All));

        Assert.Contains("made by a newer version", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("(future)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_was_edited_after_it_was_applied_is_refused()
    {
        await Run(All);

        var refusal = await Assert.ThrowsAsync<StorageException>(
            () => Run([All[0] with { Sql = "select 1" }, .. All.Skip(1)]).WaitAsync(CancellationToken.None));

        Assert.Contains("has been edited", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        var broken = new Migration(All.Count + 1, "broken", "create table half (id integer); create table half (id integer);");

        await Assert.ThrowsAnyAsync<Exception>(() => Run([.. All, broken]));

        Assert.Equal(0, await _db.Value<int>("select count(*) from sqlite_master where name = 'half'"));
        Assert.Equal(All.Count, await _db.Value<int>("select max(version) from schema_migrations"));
    }

    private Task Run(IReadOnlyList<Migration> migrations) => new DatabaseMigrator(_db.Database, migrations, _db.Clock).Run(CancellationToken.None);
}
