using System.Data.Common;
using Dapper;

namespace Pipeline.Adapters.Storage;

/// <summary>One open connection, with its transaction when it writes.</summary>
internal sealed class Session(DbConnection connection, DbTransaction? transaction, CancellationToken ct)
{
    static Session() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <summary>Number of rows changed.</summary>
    public Task<int> Execute(string sql, object? parameters = null) => connection.ExecuteAsync(Command(sql, parameters));

    public async Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters = null) =>
        (await connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    /// <summary>Row by row: what a row was made into is kept, the row is not.</summary>
    public async Task<IReadOnlyList<TResult>> Query<T, TResult>(string sql, object parameters, Func<T, TResult> read)
    {
        var results = new List<TResult>();
        await foreach (var row in connection.QueryUnbufferedAsync<T>(sql, parameters, transaction).WithCancellation(ct)) results.Add(read(row));
        return results;
    }

    public Task<T?> FirstOrDefault<T>(string sql, object? parameters = null) =>
        connection.QueryFirstOrDefaultAsync<T>(Command(sql, parameters));

    private CommandDefinition Command(string sql, object? parameters) => new(sql, parameters, transaction, cancellationToken: ct);
}
