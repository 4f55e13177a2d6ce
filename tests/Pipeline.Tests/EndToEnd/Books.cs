using Microsoft.Data.Sqlite;

namespace Pipeline.Tests.EndToEnd;

/// <summary>Reads the engine's own rows, beside the running worker.</summary>
internal static class Books
{
    /// <summary>Whether the worker has made its database yet.</summary>
    public static bool Exists(string dataDirectory) => File.Exists(Path.Combine(dataDirectory, "pipeline.db"));

    public static async Task<long> Scalar(string dataDirectory, string sql) =>
        Convert.ToInt64(await Value(dataDirectory, sql), System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<string> Text(string dataDirectory, string sql) => $"{await Value(dataDirectory, sql)}";

    private static async Task<object?> Value(string dataDirectory, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(dataDirectory, "pipeline.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
