using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>One checked request: who asks, for which method of the discovery document, with which variables.</summary>
internal sealed record DriveCall(
    DriveStore Store, DriveAccount Account, DiscoveryMethod Method, IReadOnlyDictionary<string, string> Variables, HttpRequest Request)
{
    public bool SupportsAllDrives => Flag("supportsAllDrives") || Flag("supportsTeamDrives");

    /// <summary>Root of the server as the client addressed it.</summary>
    public string Root => $"{Request.Scheme}://{Request.Host}{Request.PathBase}/";

    public string? Query(string name) => Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public bool Flag(string name) => Query(name) == "true";

    public DriveItem Item(string id) => Store.Catalog.Get(Account, id, SupportsAllDrives);

    public JsonNode FileJson(DriveItem item) => Masked(Drive.FileJson.Of(item, Account, Root, Store.Catalog), "kind,id,name,mimeType");

    /// <summary>Cuts an answer to <c>fields</c>, or to what Drive sends without it.</summary>
    /// <exception cref="DriveRefusal">400 for a field that the response schema does not have.</exception>
    public JsonNode Masked(JsonObject whole, string withoutFields)
    {
        CheckFields();
        return FieldMask.Parse(Query("fields") ?? withoutFields).Apply(whole)!;
    }

    public void CheckFields()
    {
        if (Query("fields") is { } fields && Method.ResponseSchema is { } schema)
        {
            FieldMask.Parse(fields).CheckAgainst(DiscoveryDocument.Instance.Schema(schema));
        }
    }
}
