using System.Runtime.Versioning;
using Pipeline.Adapters.YtDlp;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Tests.Egress;
using Pipeline.Tests.Ffmpeg;

namespace Pipeline.Tests.YtDlp;

/// <summary>The real yt-dlp, through the real proxy, against a small site.</summary>
public sealed class YtDlpMediaSourceTests : IAsyncLifetime
{
    private EgressRig _rig = null!;

    public static TheoryData<string> Programs => YtDlpPrograms.All;

    public async ValueTask InitializeAsync() => _rig = await EgressRig.Start();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_page_with_a_video_is_read_and_its_video_arrives_whole(string program)
    {
        var bytes = await TestMedia.Mp4();
        _rig.Site.Page("/watch", "<html><head><title>A talk %(id)s \u202e</title></head><body><video src=\"/media/talk.mp4\"></video></body></html>");
        _rig.Site.Serve("/media/talk.mp4", bytes, "video/mp4");
        using var source = Source(program);
        var seen = new Seen();

        var info = await source.Probe(Request("/watch"), default);
        var path = await source.Download(Request("/watch"), info, _rig.Directory, seen, default);

        Assert.StartsWith("A talk %(id)s", info.Title);
        Assert.DoesNotContain('\u202e', info.Title);
        Assert.Equal(Path.Combine(_rig.Directory, "media.mp4"), path);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path));
        Assert.Equal(bytes.Length, seen.Reports.Last().Bytes);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task What_was_fetched_before_a_crash_is_not_fetched_again(string program)
    {
        var bytes = await TestMedia.Mp4();
        _rig.Site.Serve("/v.mp4", bytes, "video/mp4");
        using var source = Source(program);
        await Download(source, "/v.mp4");
        _rig.Site.ServeSlowly("/v.mp4", bytes, "video/mp4", 100, TimeSpan.FromHours(1));

        Assert.Equal(bytes, await File.ReadAllBytesAsync(await Download(source, "/v.mp4")));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_download_that_was_killed_in_the_middle_continues_byte_for_byte(string program)
    {
        var bytes = await TestMedia.LargeMov();
        _rig.Site.ServeSlowly("/v.mov", bytes, "video/quicktime", 50_000, TimeSpan.FromMilliseconds(20));
        using var source = Source(program);
        var part = Path.Combine(_rig.Directory, "media.mov.part");
        var command = new YtDlpCommands(new YtDlpOptions { Path = program }, _rig.Options, _rig.Proxy.Address).Download(Request("/v.mov").Url!, _rig.Directory);
        var lines = new YtDlpLines();
        var middle = new TaskCompletionSource();
        await using (var tool = _rig.Runner.Start(command, line => { if (lines.Take(line)?.Bytes > bytes.Length / 4) middle.TrySetResult(); }))
        {
            await Task.WhenAny(middle.Task, tool.Exited);
            tool.Kill();
            Assert.Equal(137, (await tool.Exited).ExitCode);
        }

        var kept = new FileInfo(part).Length;
        _rig.Site.Serve("/v.mov", bytes, "video/quicktime");

        var path = await Download(source, "/v.mov");

        Assert.InRange(kept, bytes.Length / 8, bytes.Length - 1);
        Assert.Contains(_rig.Site.Requests, r => r.Range == $"bytes={kept}-");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Stopping_keeps_the_part_file(string program)
    {
        var bytes = await TestMedia.LargeMov();
        _rig.Site.ServeSlowly("/v.mov", bytes, "video/quicktime", 50_000, TimeSpan.FromMilliseconds(20));
        using var source = Source(program);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.Download(
            Request("/v.mov"), Info, _rig.Directory, new Seen(p => { if (p.Bytes > 500_000) stop.Cancel(); }), stop.Token));

        Assert.True(File.Exists(Path.Combine(_rig.Directory, "media.mov.part")));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Neither_a_redirect_nor_a_playlist_leads_to_a_private_address(string program)
    {
        _rig.Site.Redirect("/away", _rig.Secret.Url("/v.mp4"));
        _rig.Site.Handle("/v.m3u8", async c =>
        {
            c.Response.ContentType = "application/vnd.apple.mpegurl";
            await c.Response.Body.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
                $"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n/0.ts\n#EXTINF:4,\n{_rig.Secret.Url("/1.ts")}\n#EXT-X-ENDLIST\n"));
        });
        _rig.Site.Serve("/0.ts", await TestMedia.Ts(), "video/mp2t");
        using var source = Source(program);

        var redirect = await Assert.ThrowsAsync<JobFailureException>(() => source.Probe(Request("/away"), default));
        var fragment = await Assert.ThrowsAsync<JobFailureException>(() => Download(source, "/v.m3u8"));

        Assert.Equal((ErrorClass.Permanent, "private-address"), (redirect.Error.Class, redirect.Error.Code));
        Assert.Contains("(127.0.0.1)", redirect.Error.Sentence);
        Assert.Equal("private-address", fragment.Error.Code);
        Assert.Empty(_rig.Secret.Requests);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_status_code_says_whose_turn_it_is(string program)
    {
        using var source = Source(program);
        foreach (var (status, expected) in new[]
        {
            (404, ErrorClass.Permanent), (403, ErrorClass.Access), (429, ErrorClass.SiteBlocked), (503, ErrorClass.Transient),
        })
        {
            _rig.Site.Status("/v", status);
            var e = await Assert.ThrowsAsync<JobFailureException>(() => source.Probe(Request("/v"), default));
            Assert.Equal((status, expected), (status, e.Error.Class));
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_page_without_a_video_is_a_permanent_failure(string program)
    {
        _rig.Site.Page("/v", "<html><title>Nothing</title><p>text</p></html>");
        using var source = Source(program);

        var e = await Assert.ThrowsAsync<JobFailureException>(() => source.Probe(Request("/v"), default));

        Assert.Equal((ErrorClass.Permanent, "no-video"), (e.Error.Class, e.Error.Code));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_file_above_the_limit_is_refused_with_and_without_a_length(string program)
    {
        _rig.Options.MaxFileBytes = 1_000_000;
        _rig.Site.Serve("/v.mov", await TestMedia.LargeMov(), "video/quicktime");
        _rig.Site.ServeEndlessly("/endless.mp4", "video/mp4");
        using var source = Source(program);

        var known = await Assert.ThrowsAsync<JobFailureException>(() => Download(source, "/v.mov"));
        var unknown = await Assert.ThrowsAsync<JobFailureException>(() => Download(source, "/endless.mp4"));

        Assert.Equal((ErrorClass.Permanent, "too-large"), (known.Error.Class, known.Error.Code));
        Assert.Equal("too-large", unknown.Error.Code);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_trickle_is_given_up(string program)
    {
        (_rig.Options.MinBytesPerSecond, _rig.Options.ThroughputWindowSeconds) = (100_000, 1);
        _rig.Site.ServeSlowly("/v.mov", await TestMedia.LargeMov(), "video/quicktime", 1000, TimeSpan.FromMilliseconds(50));
        using var source = Source(program);

        var e = await Assert.ThrowsAsync<JobFailureException>(() => Download(source, "/v.mov"));

        Assert.Equal((ErrorClass.Transient, "too-slow"), (e.Error.Class, e.Error.Code));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_body_that_breaks_off_is_continued(string program)
    {
        var bytes = await TestMedia.LargeMov();
        _rig.Site.ServeInPieces("/v.mov", bytes, "video/quicktime", 1_000_000, breaks: 2);
        using var source = Source(program);

        Assert.Equal(bytes, await File.ReadAllBytesAsync(await Download(source, "/v.mov")));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task The_version_is_a_date_that_compares_as_text(string program) =>
        Assert.Matches(@"^20\d\d\.\d\d\.\d\d", await new YtDlpVersion(_rig.Runner, new YtDlpOptions { Path = program }).Read(default));

    [Theory]
    [InlineData("2023.03.04", "yt-dlp-too-old")]
    [InlineData("2026.10.26", "yt-dlp-outdated")]
    [SupportedOSPlatform("linux")]
    public async Task On_YouTube_a_version_that_is_too_old_explains_a_failure(string version, string code)
    {
        var program = Path.Combine(_rig.Directory, "yt-dlp");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\ncase \"$*\" in *--version*) echo {version};; *) echo 'ERROR: [youtube] x: Unable to extract uploader id' >&2; exit 1;; esac\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var source = Source(program);
        var url = VideoUrl.Parse("https://www.youtube.com/watch?v=x", out _)!;

        var e = await Assert.ThrowsAsync<JobFailureException>(() => source.Probe(new MediaRequest(url.Source, url, null, null), default));

        Assert.Equal((ErrorClass.Operator, code), (e.Error.Class, e.Error.Code));
        Assert.Contains("Ask the operator", e.Error.Sentence);
    }

    private static MediaInfo Info => new(null, "t", "u", null, null, null, null);

    private MediaRequest Request(string path)
    {
        var url = VideoUrl.Parse(_rig.Site.Url(path), out _)!;
        return new MediaRequest(url.Source, url, null, null);
    }

    private Task<string> Download(YtDlpMediaSource source, string path) => source.Download(Request(path), Info, _rig.Directory, new Seen(), default);

    private YtDlpMediaSource Source(string program)
    {
        var options = new YtDlpOptions { Path = program };
        return new YtDlpMediaSource(_rig.Runner, options, _rig.Options, new DiskFloor(0), _rig.Proxy, new YtDlpVersion(_rig.Runner, options), TimeProvider.System);
    }
}
