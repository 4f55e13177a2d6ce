using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>A request that Drive refuses, in the shape in which Google says so.</summary>
internal sealed class DriveRefusal(int status, string reason, string message, string? location = null, string domain = "global")
    : Exception(message)
{
    public int Status => status;

    public string Reason => reason;

    public JsonObject ToJson()
    {
        var detail = new JsonObject { ["message"] = Message, ["domain"] = domain, ["reason"] = reason };
        if (location is not null)
        {
            detail["location"] = location;
            detail["locationType"] = location == "Authorization" ? "header" : "parameter";
        }

        return new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = status, ["message"] = Message, ["errors"] = new JsonArray(detail) },
        };
    }

    public static DriveRefusal Invalid(string message, string? location = null) => new(400, "invalid", message, location);

    public static DriveRefusal InvalidParameter(string message, string location) => new(400, "invalidParameter", message, location);

    public static DriveRefusal BadRequest(string message) => new(400, "badRequest", message);

    public static DriveRefusal NotFound(string fileId) => new(404, "notFound", $"File not found: {fileId}.", "fileId");

    public static DriveRefusal NoPermission(string fileId) =>
        new(403, "insufficientFilePermissions", $"The user does not have sufficient permissions for file {fileId}.");

    public static DriveRefusal NotWritable() =>
        new(403, "fieldNotWritable", "The resource body includes fields which are not directly writable.");

    public static DriveRefusal IdInUse() => new(409, "fileIdInUse", "A file already exists with the provided ID.");

    public static DriveRefusal InvalidCredentials() => new(
        401, "authError",
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.",
        "Authorization");

    public static DriveRefusal NoStorageForServiceAccounts() => new(
        403, "storageQuotaExceeded",
        "Service Accounts do not have storage quota. Leverage shared drives "
        + "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), "
        + "or use OAuth delegation (http://support.google.com/a/answer/7281227) instead.",
        domain: "usageLimits");
}
