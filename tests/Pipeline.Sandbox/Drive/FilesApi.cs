using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>drive.about.get, drive.files.* and drive.drives.* without uploads.</summary>
internal static class FilesApi
{
    public static Task<IResult> HandleAsync(DriveCall call) => call.Method.Id switch
    {
        "drive.about.get" => Task.FromResult(About(call)),
        "drive.files.generateIds" => Task.FromResult(GenerateIds(call)),
        "drive.files.list" => Task.FromResult(Json(FileList.Of(call))),
        "drive.files.get" => Task.FromResult(Get(call)),
        "drive.files.create" => CreateAsync(call),
        "drive.files.update" => UpdateAsync(call),
        "drive.files.delete" => Task.FromResult(Delete(call)),
        "drive.drives.get" => Task.FromResult(SharedDrive(call)),
        "drive.drives.list" => Task.FromResult(Json(call.Masked(
            new JsonObject { ["kind"] = "drive#driveList", ["drives"] = new JsonArray(DriveJson()) }, "*"))),
        var id => throw new DriveRefusal(501, "notImplemented", $"The Sandbox does not play {id}: Pipeline does not call it."),
    };

    public static IResult Json(JsonNode body, int status = 200) =>
        Results.Text(body.ToJsonString(), "application/json; charset=UTF-8", statusCode: status);

    private static IResult About(DriveCall call)
    {
        if (call.Query("fields") is null)
        {
            throw new DriveRefusal(400, "required", "The 'fields' parameter is required for this method.", "fields");
        }

        var quota = new JsonObject { ["usage"] = "0", ["usageInDrive"] = "0", ["usageInDriveTrash"] = "0" };
        quota["limit"] = call.Account.HasStorage ? "16106127360" : "0";
        return Json(call.Masked(
            new JsonObject
            {
                ["kind"] = "drive#about",
                ["user"] = new JsonObject
                {
                    ["kind"] = "drive#user",
                    ["displayName"] = call.Account.Email,
                    ["me"] = true,
                    ["emailAddress"] = call.Account.Email,
                },
                ["storageQuota"] = quota,
                ["maxUploadSize"] = "5497558138880",
            },
            "*"));
    }

    private static IResult GenerateIds(DriveCall call)
    {
        if (call.Query("space") is { } space and not "drive")
        {
            throw DriveRefusal.Invalid($"Invalid value for space: {space}. The Sandbox has \"drive\" only.", "space");
        }

        var count = int.Parse(call.Query("count") ?? "10", CultureInfo.InvariantCulture);
        var ids = new JsonArray([.. Enumerable.Range(0, count).Select(_ => (JsonNode)DriveId.New())]);
        return Json(call.Masked(new JsonObject { ["kind"] = "drive#generatedIds", ["space"] = "drive", ["ids"] = ids }, "*"));
    }

    private static IResult Get(DriveCall call)
    {
        var item = call.Item(call.Variables["fileId"]);
        if (call.Query("alt") != "media")
        {
            return Json(call.FileJson(item));
        }

        // ASP.NET answers Range with 206 or 416 as RFC 9110 asks.
        return item.Content is { } content
            ? Results.File(content.Path, item.MimeType, enableRangeProcessing: true)
            : throw new DriveRefusal(
                403, "fileNotDownloadable", "Only files with binary content can be directly downloaded. Use Export with Docs Editors files.");
    }

    private static async Task<IResult> CreateAsync(DriveCall call)
    {
        RequireWrite(call);
        call.CheckFields();
        var item = FileMetadata.Create(call, await RequestBody.JsonAsync(call.Request), null);
        call.Store.Catalog.Insert(item);
        return Json(call.FileJson(item));
    }

    private static async Task<IResult> UpdateAsync(DriveCall call)
    {
        RequireWrite(call);
        call.CheckFields();
        var item = call.Item(call.Variables["fileId"]);
        var body = await RequestBody.JsonAsync(call.Request);
        FileMetadata.CheckUpdate(call, body);
        FileMetadata.Move(call, item);
        FileMetadata.Update(call, item, body);
        return Json(call.FileJson(item));
    }

    private static IResult Delete(DriveCall call)
    {
        RequireWrite(call);
        call.Store.Catalog.Remove(call.Item(call.Variables["fileId"]).Id);
        return Results.NoContent();
    }

    private static IResult SharedDrive(DriveCall call) => call.Variables["driveId"] == DriveSeed.SharedDriveId
        ? Json(call.Masked(DriveJson(), "kind,id,name"))
        : throw new DriveRefusal(404, "notFound", $"Shared drive not found: {call.Variables["driveId"]}", "driveId");

    private static JsonObject DriveJson() =>
        new() { ["kind"] = "drive#drive", ["id"] = DriveSeed.SharedDriveId, ["name"] = "Sandbox shared drive" };

    private static void RequireWrite(DriveCall call) => _ = call.Account.MayWrite ? true : throw FileMetadata.InsufficientScope();
}
