namespace Pipeline.Adapters.Storage;

/// <summary>The few places where one SQL text does not serve every database. All else in the stores is portable:
/// <c>on conflict</c>, <c>coalesce</c>, <c>limit</c>, integers for times and flags.</summary>
/// <param name="Name">As in <c>Storage:Provider</c>; also the folder of the migrations.</param>
/// <param name="ForUpdate">Ends a select that the same transaction will act upon. SQLite needs nothing: its writers
/// begin with the write lock.</param>
public sealed record SqlDialect(string Name, string ForUpdate)
{
    public static SqlDialect Sqlite { get; } = new("sqlite", "");
}
