using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>Holds a JSON body against a schema of the discovery document.</summary>
internal static class BodyCheck
{
    /// <exception cref="DriveRefusal">400 for an unknown or ill-typed property, 403 for one that only Drive may set.</exception>
    public static void Check(string schemaName, JsonObject body)
    {
        var schema = DiscoveryDocument.Instance.Schema(schemaName);
        CheckObject(schema, body, "");
        if (body.Any(p => IsOutputOnly(schema["properties"]![p.Key]!)))
        {
            throw DriveRefusal.NotWritable();
        }
    }

    private static void CheckObject(JsonObject schema, JsonObject body, string path)
    {
        foreach (var (name, value) in body)
        {
            var property = schema["properties"]?[name] ?? schema["additionalProperties"]
                ?? throw DriveRefusal.BadRequest(
                    $"Invalid JSON payload received. Unknown name \"{path}{name}\": Cannot find field.");
            CheckValue(property.AsObject(), value, path + name);
        }
    }

    private static void CheckValue(JsonObject schema, JsonNode? value, string path)
    {
        if (value is null)
        {
            return;
        }

        var resolved = schema["$ref"] is { } name ? DiscoveryDocument.Instance.Schema((string)name!) : schema;
        var type = (string?)resolved["type"];
        if (!Fits(type, value))
        {
            throw DriveRefusal.BadRequest($"Invalid value at '{path}': {value.ToJsonString()} is not of type {type}.");
        }

        if (value is JsonObject inner)
        {
            CheckObject(resolved, inner, path + ".");
        }
        else if (value is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                CheckValue(resolved["items"]!.AsObject(), items[i], $"{path}[{i}]");
            }
        }
    }

    private static bool Fits(string? type, JsonNode value) => (type, value.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer" or "number", JsonValueKind.Number) => true,
        ("any", _) => true,
        _ => false,
    };

    private static bool IsOutputOnly(JsonNode property) =>
        ((string?)property["description"])?.StartsWith("Output only", StringComparison.Ordinal) ?? false;
}
