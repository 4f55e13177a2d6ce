using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Answers;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Endpoints;

/// <summary>What every Notion request passes: pace, token, version, capability, body; and how answers and errors are written.</summary>
internal sealed class NotionGate(NotionWorkspace workspace, Capability capability, Func<NotionCall, JsonNode> handle)
{
    private const int BodyLimit = 500_000;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers["x-notion-request-id"] = Guid.NewGuid().ToString();
        try
        {
            var version = Admit(context.Request);
            var body = new Field(await ReadBodyAsync(context.Request), "body");
            var call = new NotionCall(context.Request, version, body, workspace);
            await WriteAsync(context, 200, workspace.Locked(() => handle(call).ToJsonString(Compact)));
        }
        catch (NotionError error)
        {
            if (error.Status == 429)
            {
                context.Response.Headers.RetryAfter = workspace.RetryAfter.ToString(CultureInfo.InvariantCulture);
            }

            await WriteAsync(context, error.Status, error.ToJson().ToJsonString(Compact));
        }
        catch (Exception surprise) when (surprise is not (OperationCanceledException or IOException))
        {
            // A fault of the Sandbox itself: shown to whoever tests against it, since there is no log.
            await WriteAsync(context, 500, new NotionError(500, "internal_server_error", surprise.ToString()).ToJson().ToJsonString(Compact));
        }
    }

    private ApiVersion Admit(HttpRequest request)
    {
        if (request.Headers.Authorization != $"Bearer {workspace.Token}")
        {
            throw NotionError.Unauthorized();
        }

        if (!workspace.TakeTurn())
        {
            throw NotionError.ForStatus(429);
        }

        var version = ApiVersion.Parse(request.Headers["Notion-Version"].FirstOrDefault());
        return Allowed() ? version : throw NotionError.Forbidden();
    }

    private bool Allowed() => capability switch
    {
        Capability.ReadContent => workspace.Capabilities.ReadContent,
        Capability.UpdateContent => workspace.Capabilities.UpdateContent,
        Capability.InsertContent => workspace.Capabilities.InsertContent,
        Capability.ReadComments => workspace.Capabilities.ReadComments,
        Capability.InsertComments => workspace.Capabilities.InsertComments,
        _ => true,
    };

    private static async Task<JsonNode?> ReadBodyAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsDelete(request.Method))
        {
            return new JsonObject();
        }

        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        if (bytes.Length > BodyLimit)
        {
            throw NotionError.Validation($"The request body is larger than {BodyLimit / 1000} KB: {bytes.Length} bytes.");
        }

        try
        {
            return bytes.Length == 0 ? new JsonObject() : JsonNode.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), null, Strict);
        }
        catch (JsonException)
        {
            throw NotionError.InvalidJson();
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(json);
    }
}
