using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Pipeline.Sandbox.Drive;

namespace Pipeline.Tests.Sandbox;

/// <summary>files.create, get, update, delete, generateIds, alt=media.</summary>
public sealed class DriveFilesTests
{
    private const string All = "supportsAllDrives=true";

    [Fact]
    public async Task A_generated_id_makes_a_repeat_visible_as_409()
    {
        await using var drive = await DriveHost.StartAsync();
        var ids = (await drive.GetAsync("drive/v3/files/generateIds?count=2"))["ids"]!.AsArray();
        Assert.Equal(2, ids.Count);
        var body = new { id = (string)ids[0]!, name = "2026-11-22 - Talk", mimeType = "application/vnd.google-apps.folder", parents = new[] { DriveSeed.FolderId } };
        var made = await drive.SendAsync(HttpMethod.Post, $"drive/v3/files?{All}", body);
        Assert.Equal(body.id, (string)made["id"]!);
        Assert.Equal("fileIdInUse", DriveHost.ReasonOf(await drive.SendAsync(HttpMethod.Post, $"drive/v3/files?{All}", body, 409)));
        await drive.SendAsync(HttpMethod.Post, $"drive/v3/files?{All}", new { id = "made-up", name = "x" }, 400);
    }

    [Fact]
    public async Task Shared_drive_items_do_not_exist_without_supportsAllDrives()
    {
        await using var drive = await DriveHost.StartAsync();
        var refused = await drive.GetAsync($"drive/v3/files/{DriveSeed.FolderId}", 404);
        Assert.Equal("notFound", DriveHost.ReasonOf(refused));
        Assert.Equal($"File not found: {DriveSeed.FolderId}.", (string)refused["error"]!["message"]!);
        await drive.SendAsync(HttpMethod.Post, "drive/v3/files", new { name = "x", parents = new[] { DriveSeed.FolderId } }, 404);
    }

    [Fact]
    public async Task A_file_moves_between_folders_keeps_one_parent_and_can_be_trashed()
    {
        await using var drive = await DriveHost.StartAsync();
        var folder = await drive.CreateAsync("inner", mimeType: "application/vnd.google-apps.folder");
        var file = await drive.CreateAsync("a.txt");
        await drive.SendAsync(HttpMethod.Patch, $"drive/v3/files/{file}?{All}&addParents={folder}", new { }, 403);
        await drive.SendAsync(HttpMethod.Patch, $"drive/v3/files/{file}?{All}", new { parents = new[] { folder } }, 403);
        await drive.SendAsync(
            HttpMethod.Patch, $"drive/v3/files/{file}?{All}&addParents={folder}&removeParents={DriveSeed.FolderId}", new { name = "b.txt" });
        Assert.Equal("Pipeline/inner/b.txt", drive.Store.Find(file)!.Path);
        var trashed = await drive.SendAsync(HttpMethod.Patch, $"drive/v3/files/{folder}?{All}&fields=trashed", new { trashed = true });
        Assert.True((bool)trashed["trashed"]!);
        Assert.True(drive.Store.Find(file)!.Trashed);
        await drive.SendAsync(HttpMethod.Delete, $"drive/v3/files/{folder}?{All}", null, 204);
        Assert.Null(drive.Store.Find(file));
    }

    [Fact]
    public async Task App_properties_merge_and_null_removes_one()
    {
        await using var drive = await DriveHost.StartAsync();
        var file = await drive.CreateAsync("a.txt", appProperties: new { jobId = "7", kind = "txt" });
        var changed = await drive.SendAsync(
            HttpMethod.Patch, $"drive/v3/files/{file}?{All}&fields=appProperties", new { appProperties = new { kind = (string?)null, sha256 = "ff" } });
        Assert.Equal("""{"appProperties":{"jobId":"7","sha256":"ff"}}""", changed.ToJsonString());
        Assert.Equal("7", drive.Store.Find(file)!.AppProperties["jobId"]);
    }

    [Fact]
    public async Task A_multipart_upload_stores_bytes_and_hashes()
    {
        await using var drive = await DriveHost.StartAsync();
        var bytes = DriveHost.RandomBytes(10_000);
        using var body = new MultipartContent("related");
        var metadata = new JsonObject { ["name"] = "talk.srt", ["parents"] = new JsonArray(DriveSeed.FolderId) };
        body.Add(new StringContent(metadata.ToJsonString(), new MediaTypeHeaderValue("application/json")));
        using var media = new ByteArrayContent(bytes);
        media.Headers.ContentType = new MediaTypeHeaderValue("application/x-subrip");
        body.Add(media);
        using var answer = await drive.Http.PostAsync(
            $"upload/drive/v3/files?uploadType=multipart&{All}&fields=id,mimeType,size,md5Checksum,sha1Checksum,sha256Checksum", body);
        var file = await DriveHost.JsonOf(answer);
        Assert.Equal("10000", (string)file["size"]!);
        Assert.Equal("application/x-subrip", (string)file["mimeType"]!);
        Assert.Equal(DriveHost.HashOf(HashAlgorithmName.MD5, bytes), (string)file["md5Checksum"]!);
        Assert.Equal(DriveHost.HashOf(HashAlgorithmName.SHA1, bytes), (string)file["sha1Checksum"]!);
        Assert.Equal(DriveHost.HashOf(HashAlgorithmName.SHA256, bytes), (string)file["sha256Checksum"]!);
        Assert.Equal(10_000, drive.Store.BytesReceived((string)file["id"]!));
    }

    [Fact]
    public async Task New_content_replaces_the_old_by_a_media_update()
    {
        await using var drive = await DriveHost.StartAsync();
        var file = await drive.CreateAsync("a.txt");
        using var answer = await drive.Http.PatchAsync(
            $"upload/drive/v3/files/{file}?uploadType=media&{All}&fields=size", new StringContent("second"));
        Assert.Equal("6", (string)(await DriveHost.JsonOf(answer))["size"]!);
        Assert.Equal("second", drive.Store.ReadText(file));
    }

    [Fact]
    public async Task Media_comes_whole_in_part_or_not_at_all()
    {
        await using var drive = await DriveHost.StartAsync();
        var bytes = DriveHost.RandomBytes(1000);
        var file = await drive.Store.AddFileAsync("talk.mp4", "video/mp4", new MemoryStream(bytes));
        var path = $"drive/v3/files/{file.Id}?alt=media&{All}";
        Assert.Equal(bytes, await drive.Http.GetByteArrayAsync(path));
        using var part = await RangeAsync(drive, path, 600);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(600, part.Content.Headers.ContentRange!.From);
        Assert.Equal(bytes[600..], await part.Content.ReadAsByteArrayAsync());
        using var behind = await RangeAsync(drive, path, 1000);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, behind.StatusCode);
        Assert.Equal("fileNotDownloadable", DriveHost.ReasonOf(
            await drive.GetAsync($"drive/v3/files/{DriveSeed.FolderId}?alt=media&{All}", 403)));
    }

    [Fact]
    public async Task The_links_of_a_file_and_a_folder_open_in_a_browser()
    {
        await using var drive = await DriveHost.StartAsync(signedIn: false);
        var file = await drive.Store.AddFileAsync("<b>talk</b>.txt", "text/plain", new MemoryStream("words"u8.ToArray()));
        var page = await drive.Http.GetStringAsync($"drive/file/{file.Id}/view");
        Assert.Contains("&lt;b&gt;talk", page, StringComparison.Ordinal);
        Assert.Equal("words", await drive.Http.GetStringAsync($"drive/file/{file.Id}/content"));
        Assert.Contains($"/drive/file/{file.Id}/view", await drive.Http.GetStringAsync($"drive/folders/{DriveSeed.FolderId}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_admin_address_lists_files_and_sets_switches()
    {
        await using var drive = await DriveHost.StartAsync();
        await drive.SendAsync(HttpMethod.Post, "_admin/drive/switches", new { uploadBytesPerSecond = 5, revokeTokens = true });
        Assert.Equal(5, drive.Store.Switches.UploadBytesPerSecond);
        await drive.GetAsync("drive/v3/files", 401);
        Assert.Contains("\"path\":\"Pipeline\"", await drive.Http.GetStringAsync("_admin/drive/files"), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> RangeAsync(DriveHost drive, string path, long from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = new RangeHeaderValue(from, null);
        return await drive.Http.SendAsync(request);
    }
}
