using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Notion;

/// <summary>A refusal in Notion's words (contract notion-api.md §5).</summary>
internal sealed class NotionError(int status, string code, string message, JsonObject? data = null) : Exception(message)
{
    public int Status => status;

    public static NotionError Validation(string message, JsonObject? data = null) => new(400, "validation_error", message, data);

    /// <param name="message">Begins with the path of the wrong value: <c>body.children[0]…</c>, <c>query.page_size…</c>.</param>
    public static NotionError Body(string message) =>
        Validation($"{message[..message.IndexOfAny(['.', '[', ' '])]} failed validation: {message}");

    public static NotionError NotFound(string kind, string id) => new(404, "object_not_found",
        $"Could not find {kind} with ID: {id}. Make sure the relevant pages and databases are shared with your integration \"Sandbox\".");

    public static NotionError Archived() =>
        Validation("Can't edit block that is archived. You must unarchive the block before editing.");

    public static NotionError Forbidden() => new(403, "restricted_resource", "Insufficient permissions for this endpoint.");

    public static NotionError Unauthorized() => new(401, "unauthorized", "API token is invalid.");

    public static NotionError UnknownUrl() => new(400, "invalid_request_url", "Invalid request URL.");

    public static NotionError InvalidJson() => new(400, "invalid_json", "Error parsing JSON body.");

    public static NotionError MissingVersion(string? version) => new(400, "missing_version",
        "Notion-Version header failed validation: Notion-Version header should be defined, instead was "
        + (version is null ? "`undefined`." : $"`\"{version}\"`."));

    /// <summary>The error that Notion's documentation names for a status; used by rate limit and fault switches.</summary>
    public static NotionError ForStatus(int status) => status switch
    {
        400 => Validation("The request could not be validated."),
        401 => Unauthorized(),
        403 => Forbidden(),
        409 => new(409, "conflict_error", "Conflict occurred while saving. Please try again."),
        429 => new(429, "rate_limited", "You have been rate limited. Please try again in a few minutes."),
        502 => new(502, "bad_gateway", "Bad gateway."),
        503 => new(503, "service_unavailable", "Notion is unavailable. Please try again later."),
        504 => new(504, "gateway_timeout", "Notion took too long to answer."),
        529 => new(529, "service_overload", "Notion is overloaded. Please try again later."),
        _ => new(status, "internal_server_error", "Unexpected error occurred."),
    };

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["object"] = "error", ["status"] = status, ["code"] = code, ["message"] = Message };
        if (data is not null)
        {
            json["additional_data"] = data.DeepClone();
        }

        json["request_id"] = Guid.NewGuid().ToString();
        return json;
    }
}
