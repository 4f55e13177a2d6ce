using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion;

namespace Pipeline.Sandbox.Faults;

/// <summary>What each imitated service puts into the body of an error that its own code did not make.</summary>
internal static class FaultAnswers
{
    private const string Html =
        "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center><hr><center>cloudflare</center></body></html>";

    public static (string ContentType, string Body) For(PathString path, int status)
    {
        if (status is 502 or 403)
        {
            return ("text/html", Html.Replace("{0}", status == 502 ? "502 Bad Gateway" : "403 Forbidden", StringComparison.Ordinal));
        }

        if (path.StartsWithSegments("/v1"))
        {
            return ("application/json", NotionError.ForStatus(status).ToJson().ToJsonString());
        }

        var google = new JsonObject { ["error"] = new JsonObject { ["code"] = status, ["message"] = $"Sandbox fault {status}" } };
        return path.StartsWithSegments("/drive") || path.StartsWithSegments("/upload") || path.StartsWithSegments("/token")
            ? ("application/json", google.ToJsonString())
            : ("text/plain", $"Sandbox fault {status}");
    }
}
