using System.Text.Json;

namespace Pipeline.Tests.Support;

/// <summary>The script of a sample talk (tests/assets/talk-*.json).</summary>
internal static class TalkReference
{
    public static string Text(string json)
    {
        using var document = JsonDocument.Parse(json);
        return string.Join(' ', document.RootElement.GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("text").GetString()));
    }
}
