using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>Google's own description of Drive v3 (tests/assets/contracts): every request is held against it.</summary>
internal sealed class DiscoveryDocument
{
    private const string Resource = "drive-v3-discovery.json";

    private readonly List<DiscoveryMethod> _methods = [];

    private DiscoveryDocument(JsonObject root)
    {
        Schemas = root["schemas"]!.AsObject();
        Common = DiscoveryParameter.All(root["parameters"]);
        Collect(root["resources"]!.AsObject());
    }

    public static DiscoveryDocument Instance { get; } = Load();

    public JsonObject Schemas { get; }

    /// <summary>Parameters that every method takes: alt, fields, key, prettyPrint, …</summary>
    public IReadOnlyDictionary<string, DiscoveryParameter> Common { get; }

    /// <summary>The method behind a verb and a path below drive/v3/; a literal segment wins over a variable one.</summary>
    /// <exception cref="DriveRefusal">404 for an unknown path, 405 for a known path with another verb.</exception>
    public DiscoveryMethod Find(string verb, string path, bool upload, out Dictionary<string, string> variables)
    {
        var here = _methods.Where(m => (!upload || m.TakesMedia) && m.Matches(path)).ToList();
        var method = here.Where(m => m.Verb == verb).MaxBy(m => m.Literals)
            ?? throw (here.Count > 0
                ? new DriveRefusal(405, "httpMethodNotAllowed", $"Method {verb} is not allowed for {path}.")
                : new DriveRefusal(404, "notFound", $"The discovery document knows no method for the path {path}."));
        variables = method.Variables(path);
        return method;
    }

    public JsonObject Schema(string name) => Schemas[name]!.AsObject();

    private void Collect(JsonObject resources)
    {
        foreach (var (_, resource) in resources)
        {
            foreach (var (_, method) in resource!["methods"]?.AsObject() ?? [])
            {
                _methods.Add(new DiscoveryMethod(method!.AsObject()));
            }

            if (resource["resources"] is JsonObject nested)
            {
                Collect(nested);
            }
        }
    }

    private static DiscoveryDocument Load()
    {
        using var stream = typeof(DiscoveryDocument).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The Sandbox was built without {Resource}; Pipeline.Sandbox.csproj embeds it.");
        return new DiscoveryDocument(JsonNode.Parse(stream)!.AsObject());
    }
}
