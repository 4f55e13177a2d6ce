using System.Text.Json;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Accuracy;

/// <summary>A sample talk: recordings of a professional speaker, joined with pauses; times are exact, the text is the script
/// (tests/assets/NOTICE).</summary>
public sealed record Talk(string Language, IReadOnlyList<TalkPart> Parts)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string Text => string.Join(' ', Parts.Select(p => p.Text));

    public static Talk Of(string language) =>
        JsonSerializer.Deserialize<Talk>(File.ReadAllText(RepositoryRoot.File($"tests/assets/talk-{language}.json")), Json)!;

    /// <summary>Words of the script; the first one of each part with the part's start.</summary>
    public IReadOnlyList<(string Text, double? Start)> Words =>
        [.. Parts.SelectMany(p => WordErrorRate.Words(p.Text).Select((w, i) => (w, i == 0 ? p.Start : (double?)null)))];
}
