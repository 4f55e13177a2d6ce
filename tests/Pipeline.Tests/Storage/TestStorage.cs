using System.Data.Common;
using System.Globalization;
using Dapper;
using Pipeline.Adapters.Storage;

namespace Pipeline.Tests.Storage;

/// <summary>All stores over one real database in a folder of its own. A second database engine gets a second factory here,
/// and every spec runs over both.</summary>
public sealed class TestStorage : IAsyncDisposable
{
    private static readonly string[] Tables = ["jobs", "job_stages", "job_log", "artifacts", "pieces", "board_outbox", "page_transcripts"];

    private readonly bool _ownsDirectory;

    private TestStorage(string directory, bool ownsDirectory, TestClock clock)
    {
        _ownsDirectory = ownsDirectory;
        Directory = directory;
        Clock = clock;
        Source = PragmaSqlite.ForFile(Path.Combine(directory, "pipeline.db"));
        Database = new Database(Source, SqlDialect.Sqlite);
        Jobs = new JobStore(Database, clock);
        Artifacts = new ArtifactStore(Database, SecretBox.Open(directory), clock);
        Pieces = new PieceStore(Database, clock);
        Ledger = new EngineLedger(Database);
        Outbox = new BoardOutbox(Database, clock);
        FirstContacts = new FirstContacts(Database, clock);
    }

    public string Directory { get; }
    public TestClock Clock { get; }
    public DbDataSource Source { get; }
    public Database Database { get; }
    public JobStore Jobs { get; }
    public ArtifactStore Artifacts { get; }
    public PieceStore Pieces { get; }
    public EngineLedger Ledger { get; }
    public BoardOutbox Outbox { get; }
    public FirstContacts FirstContacts { get; }

    public static async Task<TestStorage> Sqlite()
    {
        var storage = new TestStorage(System.IO.Directory.CreateTempSubdirectory("pipeline-storage-").FullName, true, new TestClock());
        await storage.Migrate();
        return storage;
    }

    /// <summary>A second set of connections to a database that is already there.</summary>
    public static TestStorage SqliteIn(string directory) => new(directory, false, new TestClock());

    public Task Migrate() => new DatabaseMigrator(Database, Migration.Embedded(SqlDialect.Sqlite), Clock).Run(CancellationToken.None);

    public async Task<int> Execute(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.ExecuteAsync(sql, parameters);
    }

    public async Task<T?> Value<T>(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    /// <summary>Every value of every table, to prove that something wrote nothing.</summary>
    public async Task<string> Dump()
    {
        await using var connection = await Source.OpenConnectionAsync();
        var lines = new List<string>();
        foreach (var table in Tables)
            foreach (IDictionary<string, object?> row in await connection.QueryAsync($"select * from {table} order by 1, 2"))
                lines.Add(table + ": " + string.Join("; ", row.Select(x => string.Create(CultureInfo.InvariantCulture, $"{x.Key}={x.Value}"))));
        return string.Join("\n", lines);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (_ownsDirectory) System.IO.Directory.Delete(Directory, recursive: true);
    }
}
