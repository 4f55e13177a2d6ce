using System.Globalization;

namespace Pipeline.Core.Intake;

/// <summary>What is to become of rows that asked already when their table was connected: all of them, none, or those made since a day.</summary>
/// <param name="Since">Of <see cref="ExistingRowsKind.Since"/>: rows made at this time or later are taken. Else null.</param>
public sealed record ExistingRows(ExistingRowsKind Kind, DateTimeOffset? Since = null)
{
    public const string Allowed = "all, new, or since=YYYY-MM-DD";

    public static ExistingRows All { get; } = new(ExistingRowsKind.All);

    public static ExistingRows OnlyNew { get; } = new(ExistingRowsKind.OnlyNew);

    /// <summary>Reads <c>all</c>, <c>new</c> or <c>since=2026-11-01</c> (a day, UTC); null for anything else.</summary>
    public static ExistingRows? Parse(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "all" => All,
        "new" => OnlyNew,
        { } word when word.StartsWith("since=", StringComparison.Ordinal)
            && DateOnly.TryParseExact(word["since=".Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
            new ExistingRows(ExistingRowsKind.Since, new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)),
        _ => null,
    };

    /// <summary>Whether a row that asked before the decision is taken.</summary>
    /// <param name="createdAt">Notion floors it to the minute.</param>
    public bool Takes(DateTimeOffset createdAt) => Kind == ExistingRowsKind.All || (Kind == ExistingRowsKind.Since && createdAt >= Since);

    public override string ToString() => Kind switch
    {
        ExistingRowsKind.All => "all",
        ExistingRowsKind.OnlyNew => "new",
        _ => FormattableString.Invariant($"since={Since:yyyy-MM-dd}"),
    };
}
