namespace Pipeline.Sandbox.Notion.Reading;

/// <summary>Ids are UUIDs, accepted with and without dashes and answered with them.</summary>
internal static class NotionId
{
    public static string New() => Guid.NewGuid().ToString();

    public static string? Normalize(string? text) =>
        Guid.TryParseExact(text, "D", out var id) || Guid.TryParseExact(text, "N", out id) ? id.ToString() : null;

    public static string Read(Field field)
    {
        var text = field.Text();
        return Normalize(text) ?? throw NotionError.Body($"{field.Path} should be a valid uuid, instead was `\"{text}\"`.");
    }
}
