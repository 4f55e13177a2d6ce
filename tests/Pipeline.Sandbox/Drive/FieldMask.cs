using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>A partial response selector: <c>files(id,name),capabilities/canAddChildren,*</c>.</summary>
internal sealed class FieldMask
{
    private readonly Dictionary<string, FieldMask> _fields = [];

    /// <summary>True when this is a leaf or holds "*": everything below is wanted.</summary>
    public bool IsAll => _fields.Count == 0 || _fields.ContainsKey("*");

    public static FieldMask Parse(string text) => new FieldMaskParser(text).Parse();

    public FieldMask Child(string name) => _fields.TryGetValue(name, out var child) ? child : _fields[name] = new FieldMask();

    /// <summary>Refuses names that the schema does not have.</summary>
    /// <exception cref="DriveRefusal">400 invalidParameter "Invalid field selection …".</exception>
    public void CheckAgainst(JsonObject schema)
    {
        var resolved = Resolve(schema);
        foreach (var (name, child) in _fields.Where(f => f.Key != "*"))
        {
            var property = resolved["properties"]?[name] ?? resolved["additionalProperties"]
                ?? throw DriveRefusal.InvalidParameter($"Invalid field selection {name}", "fields");
            if (child._fields.Count > 0)
            {
                child.CheckAgainst(property.AsObject());
            }
        }
    }

    /// <summary>A copy with only the wanted properties.</summary>
    public JsonNode? Apply(JsonNode? node) => node switch
    {
        null => null,
        _ when IsAll => node.DeepClone(),
        JsonArray items => new JsonArray([.. items.Select(Apply)]),
        JsonObject whole => new JsonObject(whole
            .Where(p => _fields.ContainsKey(p.Key))
            .Select(p => KeyValuePair.Create(p.Key, _fields[p.Key].Apply(p.Value)))),
        _ => node.DeepClone(),
    };

    private static JsonObject Resolve(JsonObject schema)
    {
        while (schema["$ref"] is not null || schema["items"] is not null)
        {
            schema = schema["$ref"] is { } reference
                ? DiscoveryDocument.Instance.Schema((string)reference!)
                : schema["items"]!.AsObject();
        }

        return schema;
    }
}
