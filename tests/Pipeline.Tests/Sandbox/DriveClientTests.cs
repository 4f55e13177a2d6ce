namespace Pipeline.Tests.Sandbox;

/// <summary>
/// The Sandbox's Drive driven by Google's Python client (Debian's python3-googleapi), which builds itself from the discovery
/// document: if it is content, our reading of the protocol is not just our own.
/// </summary>
public sealed class DriveClientTests
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task Googles_client_makes_finds_moves_and_trashes_files()
    {
        await using var drive = await DriveHost.StartAsync();
        await RunAsync(drive, "files.py");
        Assert.Contains(drive.Store.ListFiles(), f => f.Path == "Pipeline/2026-11-22 - It's a talk/b.txt");
    }

    [Fact]
    public async Task Googles_client_uploads_resumes_and_downloads()
    {
        await using var drive = await DriveHost.StartAsync();
        var work = Directory.CreateTempSubdirectory("drive-client-");
        try
        {
            await RunAsync(drive, "media.py", work.FullName);
        }
        finally
        {
            work.Delete(recursive: true);
        }

        var resumed = Assert.Single(drive.Store.Uploads, u => u.Name == "again.mp4");
        Assert.Equal(resumed.Total, resumed.BytesReceived);
        Assert.True(resumed.StatusQueries > 0);
    }

    private static async Task RunAsync(DriveHost drive, string script, params string[] more)
    {
        var token = drive.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        var folder = Path.Combine(MediaTool.Root, "tests", "clients", "drive");
        var discovery = Path.Combine(MediaTool.Root, "tests", "assets", "contracts", "drive-v3-discovery.json");
        var (code, output, errors) = await MediaTool.RunAsync(
            Python, [Path.Combine(folder, script), drive.Base.ToString(), token, discovery, .. more], ("PYTHONDONTWRITEBYTECODE", "1"));
        Assert.False(
            errors.Contains("No module named", StringComparison.Ordinal),
            $"python3-googleapi is missing: eng/setup.sh installs it; 'make test' runs it first. {errors}");
        Assert.True(code == 0 && output.Trim() == "ok", $"{script} ended with {code}: {output}{errors}");
    }
}
