using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Conventions;

/// <summary>appsettings.json of the repository: as the product reads it, and as a person does.</summary>
internal static class SettingsFile
{
    public const string Name = "appsettings.json";

    public static string Text { get; } = RepositoryRoot.Read(Name);

    public static IConfigurationRoot Configuration { get; } = new ConfigurationBuilder().AddJsonFile(RepositoryRoot.File(Name)).Build();

    /// <summary>Every key that holds a value or a list, as <c>Section:Key</c>. Read from the text, because the configuration
    /// does not tell a key with null from none.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. Leaves(Document().RootElement, "")];

    /// <summary>Lines that hold a key with a value but no comment.</summary>
    public static IEnumerable<string> LinesWithoutComment() =>
        Text.Split('\n').Where(l => l.TrimStart().StartsWith('"') && !l.TrimEnd().EndsWith('{') && !l.Contains(" // ", StringComparison.Ordinal));

    private static JsonDocument Document() =>
        JsonDocument.Parse(Text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });

    private static IEnumerable<string> Leaves(JsonElement element, string path)
    {
        foreach (var property in element.EnumerateObject())
        {
            var key = path.Length == 0 ? property.Name : $"{path}:{property.Name}";
            if (property.Value is { ValueKind: JsonValueKind.Object } some && some.EnumerateObject().Any()) foreach (var inner in Leaves(property.Value, key)) yield return inner;
            else yield return key;
        }
    }
}
