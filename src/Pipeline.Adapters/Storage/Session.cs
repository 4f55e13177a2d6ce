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

    public Task<T?> FirstOrDefault<T>(string sql, object? parameters = null) =>
        connection.QueryFirstOrDefaultAsync<T>(Command(sql, parameters));

    private CommandDefinition Command(string sql, object? parameters) => new(sql, parameters, transaction, cancellationToken: ct);
}
