using System.Text.Json.Serialization;

namespace Pipeline.Core.Board;

/// <summary>A value for a column, before anybody knows the column's kind; the board fits it to the kind it finds.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(Number), "number")]
[JsonDerivedType(typeof(Percent), "percent")]
[JsonDerivedType(typeof(Moment), "moment")]
[JsonDerivedType(typeof(Link), "link")]
public abstract record BoardValue
{
    /// <summary>A person may have filled the column: then it stays as it is.</summary>
    public bool OnlyIfEmpty { get; init; }

    /// <summary>A claim of a row that asks: where it asks no longer and bears another worker's claim, nothing of the write is sent.</summary>
    public bool OnlyIfFree { get; init; }

    /// <summary>Words; null clears the column. Cut to fit by the board.</summary>
    public sealed record Text(string? Content) : BoardValue;

    public sealed record Number(double? Amount) : BoardValue;

    /// <summary>0–100; a column of format per cent gets the hundredth part, text the sign.</summary>
    public sealed record Percent(double? Amount) : BoardValue;

    public sealed record Moment(DateTimeOffset? At) : BoardValue;

    /// <summary>A link with a name (files columns show the name, url columns the address).</summary>
    public sealed record Link(string Address, string Label) : BoardValue;
}
