using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Sandbox.Drive;

namespace Pipeline.Tests.Drive;

public sealed class DriveMediaSourceTests : IAsyncLifetime
{
    private readonly byte[] _video = new byte[3_000_000];
    private DriveRig _rig = null!;
    private DriveFile _file = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Target => Path.Combine(_rig.Workspace.FullName, "download");

    [Fact]
    public async Task A_file_is_described_and_fetched_by_its_id()
    {
        var info = await _rig.Source().Probe(ById(_file.Id), Stop);
        Assert.Equal(("Talk", "a, b", 3_000_000), (info.Title, info.Tags, info.Size));
        Assert.Equal($"https://drive.google.com/file/d/{_file.Id}/view", info.CanonicalUrl);
        var path = await Fetch(_rig.Source(), ById(_file.Id));
        Assert.Equal("media.mov", Path.GetFileName(path));
        Assert.Equal(_video, await File.ReadAllBytesAsync(path, Stop));
    }

    [Fact]
    public async Task A_link_to_the_file_does_as_well()
    {
        var request = ByLink($"https://drive.google.com/file/d/{_file.Id}/view?usp=sharing");
        Assert.True(_rig.Source().CanFetch(request));
        Assert.Equal(_file.Id, (await _rig.Source().Probe(request, Stop)).Id);
    }

    [Fact]
    public void Without_credentials_links_are_left_to_others_but_an_id_is_not()
    {
        var source = _rig.Source(("CredentialsFile", ""));
        Assert.False(source.CanFetch(ByLink($"https://drive.google.com/file/d/{_file.Id}/view")));
        Assert.True(source.CanFetch(ById(_file.Id)));
        Assert.False(_rig.Source().CanFetch(ByLink("https://example.com/talk.mp4")));
    }

    [Fact]
    public async Task A_shortcut_leads_to_the_file()
    {
        var shortcut = await _rig.Create(new
        {
            name = "Shortcut",
            mimeType = "application/vnd.google-apps.shortcut",
            parents = new[] { DriveSeed.FolderId },
            shortcutDetails = new { targetId = _file.Id },
        });
        Assert.Equal(_file.Id, (await _rig.Source().Probe(ById(shortcut), Stop)).Id);
    }

    [Fact]
    public async Task A_download_that_broke_goes_on_where_it_stopped()
    {
        _rig.Faults.On(IsContent, DriveFaults.BreakAnswerAfter(1_000_000));
        var path = await Fetch(_rig.Source(), ById(_file.Id));
        Assert.Equal(_video, await File.ReadAllBytesAsync(path, Stop));
        Assert.Equal(2, _rig.Requests.Count(r => r.Contains("alt=media", StringComparison.Ordinal)));
        Assert.Contains(_rig.Ranges, r => r.StartsWith("bytes=", StringComparison.Ordinal) && r.EndsWith('-') && r != "bytes=0-");
    }

    [Fact]
    public async Task A_file_left_from_before_is_not_trusted_without_its_checksum()
    {
        Directory.CreateDirectory(Target);
        await File.WriteAllTextAsync(Path.Combine(Target, "media.mov"), "another video", Stop);
        var failure = await Failure(() => Fetch(_rig.Source(), ById(_file.Id)));
        Assert.Equal((ErrorClass.Transient, "download-corrupt"), (failure.Class, failure.Code));
        Assert.Equal(_video, await File.ReadAllBytesAsync(await Fetch(_rig.Source(), ById(_file.Id)), Stop));
    }

    [Fact]
    public async Task A_token_that_is_revoked_in_mid_download_is_renewed()
    {
        var source = _rig.Source();
        await source.Probe(ById(_file.Id), Stop);
        _rig.Faults.On(IsContent, async (context, next) =>
        {
            _rig.Sandbox.RevokeTokens();
            await next(context);
        });
        Assert.Equal(_video, await File.ReadAllBytesAsync(await Fetch(source, ById(_file.Id)), Stop));
    }

    [Theory]
    [InlineData("cannotDownloadAbusiveFile", ErrorClass.Permanent, "drive-abusive-file")]
    [InlineData("downloadQuotaExceeded", ErrorClass.NotYet, "drive-daily-limit")]
    [InlineData("insufficientFilePermissions", ErrorClass.Access, "drive-no-access")]
    public async Task A_refused_download_gives_Googles_reason(string reason, ErrorClass expected, string code)
    {
        _rig.Faults.On(IsContent, DriveFaults.Answer(403, reason));
        var failure = await Failure(() => Fetch(_rig.Source(), ById(_file.Id)));
        Assert.Equal((expected, code), (failure.Class, failure.Code));
    }

    [Fact]
    public async Task A_folder_is_no_video()
    {
        var failure = await Failure(() => _rig.Source().Probe(ById(DriveSeed.FolderId), Stop));
        Assert.Equal((ErrorClass.Permanent, "drive-not-a-file"), (failure.Class, failure.Code));
    }

    [Fact]
    public async Task A_file_that_is_not_shared_names_the_account()
    {
        var failure = await Failure(() => _rig.Source().Probe(ById("1Missing0000000000000000000000000"), Stop));
        Assert.Equal((ErrorClass.Access, "drive-not-found"), (failure.Class, failure.Code));
        Assert.Contains(DriveSeed.ServiceAccountEmail, failure.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_is_none_reaches_no_address()
    {
        Assert.Equal("drive-link", (await Failure(() => _rig.Source().Probe(ById("../about?x"), Stop))).Code);
        Assert.Empty(_rig.Requests);
    }

    public async ValueTask InitializeAsync()
    {
        new Random(5).NextBytes(_video);
        _rig = await DriveRig.Start();
        _file = await _rig.Sandbox.AddFileAsync("[a, b] Talk.MOV", "video/quicktime", new MemoryStream(_video), cancel: Stop);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private static bool IsContent(Microsoft.AspNetCore.Http.HttpRequest r) => r.Query["alt"] == "media";

    private static MediaRequest ById(string id) => new(SourceKind.Drive, null, id, null);

    private static MediaRequest ByLink(string link) => new(SourceKind.Web, VideoUrl.Parse(link, out _), null, null);

    private static async Task<JobError> Failure(Func<Task> act) => (await Assert.ThrowsAsync<JobFailureException>(act)).Error;

    private async Task<string> Fetch(IMediaSource source, MediaRequest request) =>
        await source.Download(request, await source.Probe(request, Stop), Target, new NoProgress(), Stop);

    private sealed class NoProgress : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
        }
    }
}
