using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>The /upload/ side of files.create and files.update: media, multipart, and the start of a resumable session.</summary>
internal static class Uploads
{
    public static Task<IResult> HandleAsync(DriveCall call)
    {
        if (!call.Account.MayWrite)
        {
            throw FileMetadata.InsufficientScope();
        }

        call.CheckFields();
        return call.Query("uploadType") switch
        {
            "media" => MediaAsync(call),
            "multipart" => MultipartAsync(call),
            "resumable" => StartAsync(call),
            var type => throw DriveRefusal.Invalid($"Invalid value for uploadType: {type}. Use media, multipart or resumable.", "uploadType"),
        };
    }

    /// <summary>Stores the uploaded bytes and answers with the File.</summary>
    public static async Task<DriveItem> FinishAsync(DriveCall call, UploadTarget target, CancellationToken cancel)
    {
        var content = await DriveContent.OfAsync(target.SpoolPath, cancel);
        target.Item.Content = content;
        if (target.IsNew)
        {
            call.Store.Catalog.Insert(target.Item);
        }
        else
        {
            FileMetadata.Move(call, target.Item);
            FileMetadata.Update(call, target.Item, target.Body);
        }

        return target.Item;
    }

    private static async Task<IResult> MediaAsync(DriveCall call)
    {
        var target = Target(call, [], call.Request.ContentType);
        await ReceiveAsync(call, target, RequestBody.Open(call.Request));
        return FilesApi.Json(call.FileJson(await FinishAsync(call, target, call.Request.HttpContext.RequestAborted)));
    }

    private static async Task<IResult> MultipartAsync(DriveCall call)
    {
        if (!MediaTypeHeaderValue.TryParse(call.Request.ContentType, out var type) || type.MediaType != "multipart/related"
            || type.Parameters.FirstOrDefault(p => p.Name == "boundary")?.Value is not { } boundary)
        {
            throw DriveRefusal.BadRequest("A multipart upload needs Content-Type: multipart/related with a boundary.");
        }

        var whole = new MemoryStream();
        await RequestBody.Open(call.Request).CopyToAsync(whole, call.Request.HttpContext.RequestAborted);
        var related = RelatedBody.Parse(whole.ToArray(), boundary.Trim('"'));
        var target = Target(call, RequestBody.ParseJson(related.Metadata), related.MediaType);
        await ReceiveAsync(call, target, new MemoryStream(related.Media.ToArray()));
        return FilesApi.Json(call.FileJson(await FinishAsync(call, target, call.Request.HttpContext.RequestAborted)));
    }

    private static async Task<IResult> StartAsync(DriveCall call)
    {
        var headers = call.Request.Headers;
        var target = Target(call, await RequestBody.JsonAsync(call.Request), headers["X-Upload-Content-Type"]);
        long? total = headers["X-Upload-Content-Length"].ToString() is { Length: > 0 } text
            ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? length
                : throw DriveRefusal.BadRequest($"Invalid X-Upload-Content-Length: {text}")
            : null;
        var session = call.Store.Sessions.Open(call, target, total);
        await File.Create(target.SpoolPath).DisposeAsync();
        var here = $"{call.Root}{call.Request.Path.Value!.TrimStart('/')}{call.Request.QueryString}";
        call.Request.HttpContext.Response.Headers.Location = $"{here}&upload_id={session.Id}";
        call.Request.HttpContext.Response.Headers["X-GUploader-UploadID"] = session.Id;
        return Results.Ok();
    }

    private static UploadTarget Target(DriveCall call, JsonObject body, string? mediaType)
    {
        var path = call.Store.Sessions.NewSpoolPath();
        if (call.Method.Id == "drive.files.update")
        {
            FileMetadata.CheckUpdate(call, body);
            return new UploadTarget(call.Item(call.Variables["fileId"]), false, body, mediaType, path);
        }

        var item = FileMetadata.Create(call, body, mediaType);
        return !call.Account.HasStorage && item.DriveId is null
            ? throw DriveRefusal.NoStorageForServiceAccounts()
            : new UploadTarget(item, true, body, mediaType, path);
    }

    private static async Task ReceiveAsync(DriveCall call, UploadTarget target, Stream body)
    {
        await using var file = File.Create(target.SpoolPath);
        var cancel = call.Request.HttpContext.RequestAborted;
        await PacedBody.ReadAsync(body, call.Store.Switches, piece =>
        {
            call.Store.Sessions.AddReceived(target.Item.Id, piece.Length);
            return file.WriteAsync(piece, cancel);
        }, cancel);
    }
}
