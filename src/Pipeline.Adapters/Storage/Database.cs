using System.Data.Common;

namespace Pipeline.Adapters.Storage;

/// <summary>Opens connections for the stores: plain ones for reading, one short transaction for every change.</summary>
public sealed class Database(DbDataSource source, SqlDialect dialect)
{
    internal SqlDialect Dialect => dialect;

    internal async Task<T> Read<T>(Func<Session, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await work(new Session(connection, null, ct));
    }

    /// <summary>Commits what <paramref name="work"/> did, or nothing of it when it throws.</summary>
    internal async Task<T> Write<T>(Func<Session, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);

        // Microsoft.Data.Sqlite says BEGIN IMMEDIATE here. With a deferred one, two readers that both turn writers get
        // SQLITE_BUSY at once, whatever the busy_timeout.
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var result = await work(new Session(connection, transaction, ct));

        // The work is done: a stop that arrives now must not throw it away.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }
}
