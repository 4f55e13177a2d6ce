using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Adapters.Notion;

// Answers as far as we read them; what Notion adds later is ignored.

internal sealed record WireList<T>(IReadOnlyList<T> Results, bool HasMore, string? NextCursor)
{
    public WireRequestStatus? RequestStatus { get; init; }

    /// <summary>The end of the list is not the end of what matches: one query gives 10,000 rows.</summary>
    public bool IsCut => RequestStatus?.Type == "incomplete";
}

internal sealed record WireRequestStatus(string Type);

internal sealed record WirePage(
    string Object, string Id, DateTimeOffset CreatedTime, bool InTrash, bool IsArchived, WireUser? CreatedBy, WireParent? Parent, IReadOnlyDictionary<string, JsonElement>? Properties)
{
    /// <summary>Both words mean "do not touch".</summary>
    public bool IsGone => InTrash || IsArchived;
}

internal sealed record WireParent(string Type, string? DataSourceId, string? DatabaseId)
{
    public string? PageId { get; init; }
}

internal sealed record WireDatabase(IReadOnlyList<WireSource> DataSources)
{
    public IReadOnlyList<WireText>? Title { get; init; }

    public bool InTrash { get; init; }

    public string PlainTitle => string.Concat((Title ?? []).Select(t => t.PlainText));
}

internal sealed record WireSource(string Id, string? Name);

internal sealed record WireTable(string Id, IReadOnlyList<WireText>? Title, WireParent? Parent, IReadOnlyDictionary<string, WireColumn> Properties)
{
    /// <summary>On what its database stands.</summary>
    public WireParent? DatabaseParent { get; init; }

    public string? Url { get; init; }

    public bool InTrash { get; init; }

    public string PlainTitle => string.Concat((Title ?? []).Select(t => t.PlainText));
}

internal sealed record WireTemplates(IReadOnlyList<WireTemplate> Templates);

internal sealed record WireTemplate(string Id, string Name, bool IsDefault);

internal sealed record WireColumn(string Id, string Name, string Type, WireOptions? Select, WireOptions? Status, WireOptions? MultiSelect, WireNumber? Number);

internal sealed record WireNumber(string? Format);

internal sealed record WireOptions(IReadOnlyList<WireOption>? Options);

internal sealed record WireOption(string Id, string Name);

internal sealed record WireBlock(string Id, string Type, WireUser? CreatedBy, WireBlockText? Toggle, WireBlockText? Paragraph);

internal sealed record WireComment(string Id, IReadOnlyList<WireText>? RichText);

internal sealed record WireUser(string Id);

internal sealed record WireMe(string Id, string? Name, WireBot? Bot);

internal sealed record WireBot(string? WorkspaceName);

internal sealed record WireBlockText(IReadOnlyList<WireText>? RichText)
{
    public string PlainText => string.Concat((RichText ?? []).Select(t => t.PlainText));
}

internal sealed record WireText(string PlainText, string? Href);

internal sealed record WireError(
    string? Code, string? Message, string? RequestId, [property: JsonPropertyName("additional_data")] JsonElement? AdditionalData);
