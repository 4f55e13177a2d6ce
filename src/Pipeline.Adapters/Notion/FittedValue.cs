using System.Text.Json.Nodes;

namespace Pipeline.Adapters.Notion;

/// <summary>A value after it has been held against the column that is to take it.</summary>
internal abstract record FittedValue
{
    /// <summary>What goes under the column's name in <c>properties</c>.</summary>
    internal sealed record Ready(JsonObject Json) : FittedValue;

    /// <summary>This kind of column cannot take it.</summary>
    /// <param name="Lasting">No change of the column would help.</param>
    internal sealed record Unfit(string Reason, bool Lasting = false) : FittedValue;

    /// <summary>A status column that lacks the option; only a person can add it in the right group.</summary>
    internal sealed record NoOption(string Option) : FittedValue;
}
