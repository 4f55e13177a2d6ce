using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>A query or path parameter of the discovery document, with its type and range.</summary>
internal sealed record DiscoveryParameter(string Name, string Type, bool IsPath, long? Minimum, long? Maximum, IReadOnlyList<string>? Allowed)
{
    public static IReadOnlyDictionary<string, DiscoveryParameter> All(JsonNode? parameters) =>
        (parameters?.AsObject() ?? []).ToDictionary(p => p.Key, p => Of(p.Key, p.Value!));

    /// <exception cref="DriveRefusal">400 when the text is not of the parameter's type or out of its range.</exception>
    public void Check(string text)
    {
        if (Type == "boolean" && text is not ("true" or "false"))
        {
            throw DriveRefusal.InvalidParameter($"Invalid value for boolean: {text}. Use true or false for {Name}.", Name);
        }

        if (Allowed is not null && !Allowed.Contains(text))
        {
            throw DriveRefusal.InvalidParameter($"Invalid string value: '{text}'. Allowed values: [{string.Join(", ", Allowed)}]", Name);
        }

        if (Type == "integer")
        {
            CheckNumber(text);
        }
    }

    private void CheckNumber(string text)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw DriveRefusal.InvalidParameter($"Invalid value for integer: {text}", Name);
        }

        if (number < Minimum || number > Maximum)
        {
            throw DriveRefusal.InvalidParameter(
                $"Invalid value '{text}'. Values must be within the range: [{Minimum}, {Maximum}]", Name);
        }
    }

    private static DiscoveryParameter Of(string name, JsonNode json) => new(
        name,
        (string)json["type"]!,
        (string?)json["location"] == "path",
        Number(json["minimum"]),
        Number(json["maximum"]),
        json["enum"]?.AsArray().Select(v => (string)v!).ToList());

    private static long? Number(JsonNode? node) => node is null ? null : long.Parse((string)node!, CultureInfo.InvariantCulture);
}
