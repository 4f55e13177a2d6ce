namespace Pipeline.Adapters.Storage;

/// <summary>Times as they are stored: unix milliseconds, UTC. Unlike text they compare and index the same way in every
/// database, need no parsing and cannot carry an offset. In a shell: <c>datetime(due_at / 1000, 'unixepoch')</c>.</summary>
internal static class Milliseconds
{
    public static long ToMilliseconds(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static DateTimeOffset ToTime(this long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? ToTime(this long? milliseconds) => milliseconds?.ToTime();
}
