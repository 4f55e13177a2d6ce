using System.Text.Json.Nodes;
using Pipeline.Sandbox.Drive;

namespace Pipeline.Tests.Sandbox;

/// <summary>files.list: search, order, pages, shared-drive rules.</summary>
public sealed class DriveListTests
{
    private const string InDrive = "corpora=drive&driveId=" + DriveSeed.SharedDriveId + "&includeItemsFromAllDrives=true&supportsAllDrives=true";

    [Theory]
    [InlineData("name = 'it\\'s.txt'", "it's.txt")]
    [InlineData("name contains 'tal'", "talk 12,talk 2")]
    [InlineData("appProperties has { key='jobId' and value='7' } and trashed=false", "talk 2")]
    [InlineData("mimeType = 'application/vnd.google-apps.folder' and name != 'Pipeline'", "talk 12")]
    [InlineData("trashed = true", "gone")]
    [InlineData("not trashed = true and (name = 'talk 2' or name = 'gone')", "talk 2")]
    [InlineData("createdTime > '2099-01-01T00:00:00'", "")]
    public async Task A_search_finds(string q, string expected)
    {
        await using var drive = await FilledAsync();
        Assert.Equal(expected, await NamesAsync(drive, $"{InDrive}&orderBy=name&q={Uri.EscapeDataString(q)}"));
    }

    [Theory]
    [InlineData("name, createdTime", "Pipeline,gone,it's.txt,talk 12,talk 2")]
    [InlineData("name_natural", "Pipeline,gone,it's.txt,talk 2,talk 12")]
    [InlineData("createdTime desc", "gone,it's.txt,talk 12,talk 2,Pipeline")]
    [InlineData("folder,name desc", "talk 12,Pipeline,talk 2,it's.txt,gone")]
    public async Task A_list_is_ordered(string orderBy, string expected)
    {
        await using var drive = await FilledAsync();
        Assert.Equal(expected, await NamesAsync(drive, $"{InDrive}&orderBy={Uri.EscapeDataString(orderBy)}"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("name = ")]
    [InlineData("name = 'open")]
    [InlineData("trashed = 'true'")]
    [InlineData("title = 'x'")]
    [InlineData("name = 'a' name = 'b'")]
    public async Task A_search_that_Drive_would_not_read_is_refused(string q)
    {
        await using var drive = await DriveHost.StartAsync();
        var refused = await drive.GetAsync($"drive/v3/files?q={Uri.EscapeDataString(q)}", 400);
        Assert.Equal("invalid", DriveHost.ReasonOf(refused));
        Assert.Equal("q", (string)refused["error"]!["errors"]![0]!["location"]!);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_a_token_belongs_to_its_search()
    {
        await using var drive = await FilledAsync();
        var path = $"drive/v3/files?{InDrive}&orderBy=name&pageSize=3&fields=nextPageToken,files(name)";
        var first = await drive.GetAsync(path);
        Assert.Equal("Pipeline,gone,it's.txt", Names(first));
        var token = Uri.EscapeDataString((string)first["nextPageToken"]!);
        var second = await drive.GetAsync($"{path}&pageToken={token}");
        Assert.Equal("talk 12,talk 2", Names(second));
        Assert.False(second.ContainsKey("nextPageToken"));
        await drive.GetAsync($"{path}&pageToken={token}&q=trashed%3Dfalse", 400);
        await drive.GetAsync($"{path}&pageToken=nonsense", 400);
    }

    [Fact]
    public async Task A_folder_of_a_shared_drive_looks_empty_until_shared_drives_are_included()
    {
        await using var drive = await FilledAsync();
        var q = Uri.EscapeDataString($"'{DriveSeed.FolderId}' in parents");
        Assert.Equal("", await NamesAsync(drive, $"supportsAllDrives=true&q={q}"));
        Assert.Equal("gone,it's.txt,talk 12,talk 2", await NamesAsync(drive, $"supportsAllDrives=true&includeItemsFromAllDrives=true&orderBy=name&q={q}"));
        await drive.GetAsync($"drive/v3/files?q={Uri.EscapeDataString("'unknown' in parents")}", 404);
    }

    [Theory]
    [InlineData("corpora=drive")]
    [InlineData("driveId=" + DriveSeed.SharedDriveId + "&includeItemsFromAllDrives=true&supportsAllDrives=true")]
    [InlineData("corpora=drive&supportsAllDrives=true&driveId=" + DriveSeed.SharedDriveId)]
    [InlineData("includeItemsFromAllDrives=true")]
    public async Task Shared_drive_parameters_that_do_not_fit_together_are_refused(string query)
    {
        await using var drive = await DriveHost.StartAsync();
        await drive.GetAsync($"drive/v3/files?{query}", 403);
    }

    private static async Task<DriveHost> FilledAsync()
    {
        var drive = await DriveHost.StartAsync();
        await drive.CreateAsync("talk 2", appProperties: new { jobId = "7" });
        await drive.CreateAsync("talk 12", mimeType: "application/vnd.google-apps.folder");
        await drive.CreateAsync("it's.txt");
        var gone = await drive.CreateAsync("gone");
        await drive.SendAsync(HttpMethod.Patch, $"drive/v3/files/{gone}?supportsAllDrives=true", new { trashed = true });
        return drive;
    }

    private static async Task<string> NamesAsync(DriveHost drive, string query) => Names(await drive.GetAsync($"drive/v3/files?{query}"));

    private static string Names(JsonObject list) => string.Join(',', list["files"]!.AsArray().Select(f => (string)f!["name"]!));
}
