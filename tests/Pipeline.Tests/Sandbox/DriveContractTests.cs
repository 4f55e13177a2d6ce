using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Pipeline.Sandbox.Drive;

namespace Pipeline.Tests.Sandbox;

/// <summary>Every request is held against Google's discovery document.</summary>
public sealed class DriveContractTests
{
    [Fact]
    public async Task A_misspelt_query_parameter_is_refused_in_Googles_error_shape()
    {
        await using var drive = await DriveHost.StartAsync();
        var answer = await drive.GetAsync($"drive/v3/files/{DriveSeed.FolderId}?supportsAllDrive=true", 400);
        var error = answer["error"]!;
        Assert.Equal(400, (int)error["code"]!);
        Assert.Contains("supportsAllDrive", (string)error["message"]!, StringComparison.Ordinal);
        Assert.Equal("global", (string)error["errors"]![0]!["domain"]!);
        Assert.Equal("invalidParameter", DriveHost.ReasonOf(answer));
    }

    [Theory]
    [InlineData("drive/v3/files?supportsAllDrives=yes", "invalidParameter")]
    [InlineData("drive/v3/files?pageSize=0", "invalidParameter")]
    [InlineData("drive/v3/files?pageSize=1001", "invalidParameter")]
    [InlineData("drive/v3/files?pageSize=ten", "invalidParameter")]
    [InlineData("drive/v3/files?alt=xml", "invalidParameter")]
    [InlineData("drive/v3/files?fields=files(id,nam)", "invalidParameter")]
    [InlineData("drive/v3/files?fields=files(id", "invalidParameter")]
    [InlineData("drive/v3/files?fields=id", "invalidParameter")]
    [InlineData("drive/v3/files?alt=media", "invalidParameter")]
    [InlineData("drive/v3/files/generateIds?count=5000", "invalidParameter")]
    public async Task A_value_of_the_wrong_type_or_range_is_refused(string path, string reason)
    {
        await using var drive = await DriveHost.StartAsync();
        Assert.Equal(reason, DriveHost.ReasonOf(await drive.GetAsync(path, 400)));
    }

    [Fact]
    public async Task An_unknown_path_is_404_and_a_wrong_verb_405_and_what_is_not_played_501()
    {
        await using var drive = await DriveHost.StartAsync();
        await drive.GetAsync("drive/v3/filez", 404);
        await drive.SendAsync(HttpMethod.Patch, "drive/v3/files", new { name = "x" }, 405);
        await drive.GetAsync("drive/v3/changes/startPageToken", 501);
    }

    [Fact]
    public async Task Unknown_ill_typed_and_read_only_body_properties_are_refused()
    {
        await using var drive = await DriveHost.StartAsync();
        Assert.Equal("badRequest", DriveHost.ReasonOf(await drive.SendAsync(HttpMethod.Post, "drive/v3/files", new { title = "x" }, 400)));
        await drive.SendAsync(HttpMethod.Post, "drive/v3/files", new { name = 5 }, 400);
        await drive.SendAsync(HttpMethod.Post, "drive/v3/files", new { appProperties = new { jobId = 7 } }, 400);
        await drive.SendAsync(HttpMethod.Post, "drive/v3/files", new { capabilities = new { canFly = true } }, 400);
        var readOnly = await drive.SendAsync(HttpMethod.Post, "drive/v3/files", new { size = "5" }, 403);
        Assert.Equal("fieldNotWritable", DriveHost.ReasonOf(readOnly));
        await drive.SendAsync(HttpMethod.Post, "drive/v3/files", new { appProperties = new { sha256 = new string('a', 119) } }, 400);
    }

    [Fact]
    public async Task Without_fields_a_file_shows_four_properties_and_with_them_just_those()
    {
        await using var drive = await DriveHost.StartAsync();
        var path = $"drive/v3/files/{DriveSeed.FolderId}?supportsAllDrives=true";
        var plain = await drive.GetAsync(path);
        Assert.Equal(["kind", "id", "name", "mimeType"], plain.Select(p => p.Key));
        var masked = await drive.GetAsync(path + "&fields=driveId,capabilities/canAddChildren");
        Assert.Equal($$$"""{"capabilities":{"canAddChildren":true},"driveId":"{{{DriveSeed.SharedDriveId}}}"}""", masked.ToJsonString());
        var all = await drive.GetAsync(path + "&fields=*");
        Assert.NotNull(all["webViewLink"]);
    }

    [Fact]
    public async Task About_requires_fields()
    {
        await using var drive = await DriveHost.StartAsync();
        Assert.Equal("required", DriveHost.ReasonOf(await drive.GetAsync("drive/v3/about", 400)));
        var about = await drive.GetAsync("drive/v3/about?fields=user(emailAddress)");
        Assert.Equal(DriveSeed.UserEmail, (string)about["user"]!["emailAddress"]!);
    }

    [Fact]
    public async Task A_gzip_body_is_unpacked()
    {
        await using var drive = await DriveHost.StartAsync();
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("""{"name":"packed"}"""));
        }

        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await drive.Http.PostAsync("drive/v3/files", content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("packed", (string)(await DriveHost.JsonOf(answer))["name"]!);
    }
}
