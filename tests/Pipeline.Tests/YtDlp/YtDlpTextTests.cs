using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Processes;
using Pipeline.Adapters.YtDlp;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Tests.YtDlp;

/// <summary>What goes into yt-dlp and what comes out of it, as text.</summary>
public sealed class YtDlpTextTests
{
    private static readonly VideoUrl Url = VideoUrl.Parse("https://www.youtube.com/watch?v=-x", out _)!;
    private static readonly Uri Proxy = new("http://127.0.0.1:3128");

    [Fact]
    public void The_metadata_command_is_the_one_that_was_tried() => Assert.Equal(
        [.. Common("/nonexistent"), "-J", "--skip-download", "--", Url.ToString()],
        new YtDlpCommands(new YtDlpOptions(), new EgressOptions(), Proxy).Probe(Url).Arguments);

    [Fact]
    public void The_download_command_is_the_one_that_was_tried()
    {
        var options = new YtDlpOptions { Format = "b", RateLimit = "10M", ConcurrentFragments = 2 };

        var command = new YtDlpCommands(options, new EgressOptions(), Proxy).Download(Url, "/jobs/1");

        Assert.Equal(
            [
                .. Common("/jobs/1"), "-q", "--progress", "--newline", "--progress-template",
                "download:P [%(progress.{status,downloaded_bytes,total_bytes,total_bytes_estimate,speed,eta,fragment_index,fragment_count,filename,tmpfilename})j,%(info.{acodec})j]",
                "--no-simulate", "--print", "after_move:F %(filepath)j", "-o", "media.%(ext)s", "-f", "b", "--concurrent-fragments", "2",
                "--limit-rate", "10M", "--merge-output-format", "mp4", "--keep-video", "--", Url.ToString(),
            ],
            command.Arguments);
        Assert.Equal(["ALL_PROXY", "http_proxy", "https_proxy"], command.Environment.Keys.Order(StringComparer.Ordinal));
        Assert.All(command.Environment.Values, v => Assert.Equal("http://127.0.0.1:3128", v));
    }

    [Fact]
    public void A_wheel_runs_without_being_installed()
    {
        var command = YtDlpCommands.Version(new YtDlpOptions { Path = "/tools/yt_dlp-2026.10.26-py3-none-any.whl" });

        Assert.Equal(("python3", "/tools/yt_dlp-2026.10.26-py3-none-any.whl"), (command.FileName, command.Environment["PYTHONPATH"]));
        Assert.Equal(["-m", "yt_dlp", "--ignore-config", "--version"], command.Arguments);
    }

    [Theory]
    [InlineData("Sign in to confirm you’re not a bot. Use --cookies", ErrorClass.SiteBlocked, "site-blocked")]
    [InlineData("Sign in to confirm you're not a bot", ErrorClass.SiteBlocked, "site-blocked")]
    [InlineData("Unable to download webpage: HTTP Error 429: Too Many Requests", ErrorClass.SiteBlocked, "site-blocked")]
    [InlineData("Video unavailable. This content isn't available, try again later", ErrorClass.SiteBlocked, "site-blocked")]
    [InlineData("Sign in to confirm your age. This video may be inappropriate", ErrorClass.Access, "needs-access")]
    [InlineData("Join this channel to get access to members-only content", ErrorClass.Access, "needs-access")]
    [InlineData("Video unavailable. The uploader has not made this video available in your country", ErrorClass.Access, "needs-access")]
    [InlineData("Unable to download webpage: HTTP Error 401: Unauthorized", ErrorClass.Access, "needs-access")]
    [InlineData("Private video. Sign in if you've been granted access", ErrorClass.Access, "private")]
    [InlineData("Video unavailable. This video contains content from X, who has blocked it on copyright grounds", ErrorClass.Permanent, "copyright")]
    [InlineData("Video unavailable. This video has been removed by the uploader", ErrorClass.Permanent, "gone")]
    [InlineData("Unable to download webpage: HTTP Error 404: Not Found", ErrorClass.Permanent, "gone")]
    [InlineData("This video is DRM protected", ErrorClass.Permanent, "drm")]
    [InlineData("Unsupported URL: https://x/", ErrorClass.Permanent, "no-video")]
    [InlineData("Premieres in 3 hours", ErrorClass.NotYet, "not-yet")]
    [InlineData("This live event will begin in a few moments.", ErrorClass.NotYet, "not-yet")]
    [InlineData("Requested format is not available. Use --list-formats", ErrorClass.Operator, "yt-dlp-outdated")]
    [InlineData("n challenge solving failed", ErrorClass.Operator, "js-runtime-missing")]
    [InlineData("You have requested merging of multiple formats but ffmpeg is not installed", ErrorClass.Operator, "tool-missing")]
    [InlineData("unable to write data: [Errno 28] No space left on device", ErrorClass.Local, "disk-full")]
    [InlineData("unable to open for writing: [Errno 13] Permission denied: 'media.mp4.part'", ErrorClass.Local, "not-writable")]
    [InlineData("Downloaded 20000 bytes, expected 132313 bytes", ErrorClass.Transient, "truncated-body")]
    [InlineData("fragment 3 not found, unable to continue", ErrorClass.Transient, "truncated-body")]
    [InlineData("Unable to download webpage: HTTP Error 503: Service Unavailable", ErrorClass.Transient, "http-5xx")]
    [InlineData("The read operation timed out. Giving up after 5 retries", ErrorClass.Transient, "network")]
    [InlineData("Unable to download webpage: HTTP Error 403: Forbidden", ErrorClass.Access, "http-403")]
    [InlineData("something nobody has seen", ErrorClass.Transient, "yt-dlp-failed")]
    public void An_error_text_says_whose_turn_it_is(string text, ErrorClass expected, string code)
    {
        var error = YtDlpErrors.Classify(Failed("WARNING: [youtube] captcha", "ERROR: [youtube] x: " + text), Url, hasMetadata: false);

        Assert.Equal((expected, code), (error.Class, error.Code));
        Assert.DoesNotContain("{0}", error.Sentence);
    }

    [Fact]
    public void A_403_after_good_metadata_is_tried_again() => Assert.Equal(
        ErrorClass.Transient,
        YtDlpErrors.Classify(Failed("ERROR: unable to download video data: HTTP Error 403: Forbidden"), Url, hasMetadata: true).Class);

    [Fact]
    public void Signatures_in_addresses_reach_neither_sentence_nor_detail()
    {
        var error = YtDlpErrors.Classify(Failed("ERROR: odd answer from https://cdn.example/v.mp4?sig=SECRET&x=1"), Url, hasMetadata: true);

        Assert.Contains("https://cdn.example/v.mp4?…", error.Sentence);
        Assert.DoesNotContain("SECRET", error.Sentence + error.Detail);
    }

    [Theory]
    [InlineData("""P [{"status": "downloading", "downloaded_bytes": 10, "total_bytes": 100, "speed": 5.5},{}]""", 10, 100L, 5.5)]
    [InlineData("""P [{"status": "downloading", "downloaded_bytes": 10, "total_bytes": "NA", "total_bytes_estimate": 99.5, "speed": "NA"},{}]""", 10, 99L, null)]
    [InlineData("""P [{"status": "downloading", "downloaded_bytes": 10, "total_bytes": null},{}]""", 10, null, null)]
    [InlineData("""P [{"status": "finished", "total_bytes": 100},{}]""", 100, 100L, null)]
    public void A_progress_line_is_read_as_every_version_writes_it(string line, long bytes, long? total, double? speed) =>
        Assert.Equal(new DownloadProgress(bytes, total, speed), new YtDlpLines().Take(line));

    [Theory]
    [InlineData("P [{\"downloaded_bytes\": NA},{}]")]
    [InlineData("P NA")]
    [InlineData("P []")]
    [InlineData("[download] 5%")]
    [InlineData("F NA")]
    [InlineData("")]
    public void A_line_that_is_not_ours_is_passed_over(string line) => Assert.Null(new YtDlpLines().Take(line));

    [Fact]
    public void Sound_that_comes_after_the_video_adds_to_it()
    {
        var lines = new YtDlpLines();
        lines.Take("""P [{"status": "finished", "downloaded_bytes": 100, "total_bytes": 100},{}]""");

        Assert.Equal(new DownloadProgress(110, 150, null), lines.Take("""P [{"status": "downloading", "downloaded_bytes": 10, "total_bytes": 50},{}]"""));
    }

    [Theory]
    [InlineData("is_live", "broadcast right now")]
    [InlineData("is_upcoming", "2026-11-24 18:00 UTC")]
    [InlineData("post_live", "preparing the recording")]
    public void A_live_video_waits(string status, string text)
    {
        var e = Assert.Throws<JobFailureException>(() => YtDlpMetadata.Read($$"""{"id":"x","title":"t","live_status":"{{status}}","release_timestamp":1795543200}""", Url));

        Assert.Equal(ErrorClass.NotYet, e.Error.Class);
        Assert.Contains(text, e.Error.Sentence);
    }

    [Fact]
    public void Metadata_is_read_field_by_field()
    {
        var info = YtDlpMetadata.Read("""
            {"id":"x","title":"A\u202e talk","uploader":"U","upload_date":"20260102","duration":12.5,"filesize_approx":1000.7,"live_status":"was_live","webpage_url":"https://w/"}
            """, Url);

        Assert.Equal(new MediaInfo("x", "A talk", "https://w/", "U", new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), 12.5, 1000) { WasLive = true }, info);
    }

    [Fact]
    public void A_list_of_several_videos_is_refused_and_a_list_of_one_is_that_one()
    {
        var several = """{"_type":"playlist","entries":[{"id":"a"},{"id":"b"}]}""";

        Assert.Equal("playlist", Assert.Throws<JobFailureException>(() => YtDlpMetadata.Read(several, Url)).Error.Code);
        Assert.Equal("a", YtDlpMetadata.Read("""{"_type":"playlist","entries":[{"id":"a"}]}""", Url).Id);
    }

    private static ToolResult Failed(params string[] errors) => new(1, "null", errors, TimeSpan.Zero);

    private static string[] Common(string directory) =>
    [
        "--ignore-config", "--no-update", "--no-playlist", "--no-cache-dir", "--no-exec", "--no-mtime", "--no-colors", "--socket-timeout", "20",
        "--retries", "5", "--fragment-retries", "5", "--extractor-retries", "3", "--retry-sleep", "exp=1:30", "--abort-on-unavailable-fragments",
        "--max-filesize", "40000000000", "-P", "home:" + directory, "--proxy", "http://127.0.0.1:3128",
    ];
}
