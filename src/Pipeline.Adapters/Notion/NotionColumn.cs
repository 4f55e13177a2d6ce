namespace Pipeline.Adapters.Notion;

/// <summary>A column as Notion has it now.</summary>
/// <param name="Id">Stays when the column is renamed.</param>
/// <param name="Type">Notion's word: <c>rich_text</c>, <c>select</c>, <c>status</c> …</param>
/// <param name="IsPercent">A number column that shows 0.42 as 42 %.</param>
/// <param name="Options">Names of the options of select, multi_select and status; else empty.</param>
internal sealed record NotionColumn(string Id, string Name, string Type, IReadOnlyList<string> Options, bool IsPercent = false)
{
    /// <summary>The option as Notion spells it: names are unique without regard to case.</summary>
    public string? Option(string name) => Options.FirstOrDefault(o => o.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
}
