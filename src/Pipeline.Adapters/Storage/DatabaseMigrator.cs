using System.Data.Common;

namespace Pipeline.Adapters.Storage;

/// <summary>Brings the schema up to this program's version. To be run before the host starts: Quartz and the stores use
/// the same database, and the order of hosted services is nobody's promise.</summary>
public sealed class DatabaseMigrator(Database database, IReadOnlyList<Migration> migrations, TimeProvider time)
{
    /// <summary>Applies what is missing, each migration in a transaction of its own. Safe to run twice and by two processes at once.</summary>
    /// <exception cref="StorageException">The database was made by a newer program, an applied migration was edited, or the
    /// file cannot be used at all.</exception>
    public async Task Run(CancellationToken ct)
    {
        try
        {
            await Upgrade(ct);
        }
        catch (DbException e)
        {
            throw new StorageException(
                $"The database in Storage:DataDirectory cannot be used: {e.Message.TrimEnd('.')}. The folder and its files must belong to "
                + "the worker's user; a damaged file is replaced by the back-up (docs/operations.md).", e);
        }
    }

    private async Task Upgrade(CancellationToken ct)
    {
        await database.Write(CreateTable, ct);
        Check(await database.Read(Applied, ct));
        foreach (var migration in migrations)
            await database.Write(s => Apply(s, migration), ct);
    }

    private static Task<int> CreateTable(Session session) => session.Execute(
        """
        create table if not exists schema_migrations (
          version integer primary key not null,
          name text not null,
          applied_at bigint not null,
          checksum text not null)
        """);

    private static Task<IReadOnlyList<AppliedRow>> Applied(Session session) =>
        session.Query<AppliedRow>("select version, name, checksum from schema_migrations order by version");

    private void Check(IReadOnlyList<AppliedRow> applied)
    {
        foreach (var row in applied)
        {
            var known = migrations.FirstOrDefault(m => m.Version == row.Version)
                ?? throw new StorageException(
                    $"The database was made by a newer version of this program: it has migration {row.Version} ({row.Name}), and this program "
                    + $"knows {migrations.Count}. Start the newer program, or restore a backup from before the upgrade.");
            if (known.Checksum != row.Checksum)
                throw new StorageException(
                    $"Migration {row.Version} ({row.Name}) has been edited after it was applied to this database. "
                    + "Restore its text and put the change into a new migration.");
        }
    }

    /// <summary>Asks again inside the transaction: another process may have been faster.</summary>
    private async Task<bool> Apply(Session session, Migration migration)
    {
        if ((await Applied(session)).Any(row => row.Version == migration.Version)) return false;
        await session.Execute(migration.Sql);
        await session.Execute(
            "insert into schema_migrations (version, name, applied_at, checksum) values (@Version, @Name, @AppliedAt, @Checksum)",
            new { migration.Version, migration.Name, AppliedAt = time.GetUtcNow().ToMilliseconds(), migration.Checksum });
        return true;
    }

    private sealed class AppliedRow
    {
        public long Version { get; init; }
        public string Name { get; init; } = "";
        public string Checksum { get; init; } = "";
    }
}
