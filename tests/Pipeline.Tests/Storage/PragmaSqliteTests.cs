namespace Pipeline.Tests.Storage;

public sealed class PragmaSqliteTests() : StorageSpec(TestStorage.Sqlite)
{
    [Theory]
    [InlineData("busy_timeout", "5000")]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "1")]
    [InlineData("foreign_keys", "1")]
    public async Task Every_connection_carries_the_pragmas_also_one_from_the_pool(string pragma, string expected)
    {
        await using var first = await Db.Source.OpenConnectionAsync(Ct);
        await using (var second = await Db.Source.OpenConnectionAsync(Ct)) Assert.Equal(expected, await Read(second, pragma));

        await using var pooled = await Db.Source.OpenConnectionAsync(Ct);

        Assert.Equal(expected, await Read(pooled, pragma));
        Assert.Equal(expected, await Read(first, pragma));
    }

    private static async Task<string?> Read(System.Data.Common.DbConnection connection, string pragma)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA " + pragma;
        return Convert.ToString(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture);
    }
}
