using Microsoft.Net.Http.Headers;
using Pipeline.Adapters.Direct;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Tests.Egress;

namespace Pipeline.Tests.Direct;

public sealed class DirectMediaSourceTests : IAsyncLifetime
{
    private readonly byte[] _bytes = new byte[100_000];
    private EgressRig _rig = null!;
    private DirectMediaSource _source = null!;

    public async ValueTask InitializeAsync()
    {
        new Random(2).NextBytes(_bytes);
        _rig = await EgressRig.Start();
        _source = new DirectMediaSource(_rig.Http, _rig.Download, _rig.Options, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await _rig.DisposeAsync();
    }

    [Theory]
    [InlineData("https://example.org/a/talk.mp4", true)]
    [InlineData("https://example.org/talk.MP3?token=1", true)]
    [InlineData("https://example.org/talk.mp4/watch", false)]
    [InlineData("https://example.org/watch?v=a.mp4", false)]
    [InlineData("https://www.youtube.com/talk.mp4", false)]
    public void It_takes_links_whose_path_ends_as_a_media_file(string url, bool takes) => Assert.Equal(takes, _source.CanFetch(Request(url)));

    [Fact]
    public async Task The_title_comes_from_the_file_name_and_is_cleaned()
    {
        _rig.Site.Serve("/f/My talk \ttwo.mp4", _bytes, "video/mp4");

        var info = await _source.Probe(Request(_rig.Site.Url("/f/My%20talk%20%09two.mp4")), default);

        Assert.Equal(("My talk two", 100_000), (info.Title, info.Size));
    }

    [Fact]
    public async Task The_name_that_the_server_gives_is_better_than_the_path()
    {
        _rig.Site.Handle("/d.mp4", c =>
        {
            c.Response.Headers[HeaderNames.ContentDisposition] = "attachment; filename=\"x.mp4\"; filename*=UTF-8''Gr%C3%B6%E2%80%AE%C3%9Fe.mp4";
            return Task.CompletedTask;
        });

        Assert.Equal("Größe", (await _source.Probe(Request(_rig.Site.Url("/d.mp4")), default)).Title);
    }

    [Fact]
    public async Task A_server_that_refuses_HEAD_is_asked_for_one_byte()
    {
        _rig.Site.Serve("/ok.mp4", _bytes, "video/mp4");
        _rig.Site.Handle("/f.mp4", c =>
        {
            if (c.Request.Method == "HEAD") c.Response.StatusCode = 403;
            else c.Response.Redirect("/ok.mp4");
            return Task.CompletedTask;
        });

        Assert.Equal(100_000, (await _source.Probe(Request(_rig.Site.Url("/f.mp4")), default)).Size);
        Assert.Contains(("GET", "/ok.mp4", "bytes=0-0"), _rig.Site.Requests);
    }

    [Fact]
    public async Task A_page_at_such_a_link_is_no_media()
    {
        _rig.Site.Page("/f.mp4", "<html>Sign in</html>");

        var e = await Assert.ThrowsAsync<JobFailureException>(() => _source.Probe(Request(_rig.Site.Url("/f.mp4")), default));

        Assert.Equal((ErrorClass.Permanent, "not-media"), (e.Error.Class, e.Error.Code));
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_is_a_permanent_failure()
    {
        var e = await Assert.ThrowsAsync<JobFailureException>(() => _source.Probe(Request(_rig.Site.Url("/none.mp4")), default));

        Assert.Equal((ErrorClass.Permanent, "http-404"), (e.Error.Class, e.Error.Code));
    }

    [Fact]
    public async Task A_redirect_to_a_private_address_is_refused()
    {
        _rig.Site.Redirect("/f.mp4", _rig.Secret.Url("/f.mp4"));

        var e = await Assert.ThrowsAsync<JobFailureException>(() => _source.Probe(Request(_rig.Site.Url("/f.mp4")), default));

        Assert.Equal((ErrorClass.Permanent, "private-address"), (e.Error.Class, e.Error.Code));
        Assert.Empty(_rig.Secret.Requests);
    }

    [Fact]
    public async Task The_file_is_kept_under_a_name_of_ours()
    {
        _rig.Site.ServeInPieces("/x.MP4", _bytes, "video/mp4", 60_000, breaks: 1);
        var request = Request(_rig.Site.Url("/x.MP4"));

        var path = await _source.Download(request, await _source.Probe(request, default), _rig.Directory, new Seen(), default);

        Assert.Equal(Path.Combine(_rig.Directory, "media.mp4"), path);
        Assert.Equal(_bytes, await File.ReadAllBytesAsync(path));
    }

    [Theory]
    [InlineData("  a\r\n\tb  ", "a b")]
    [InlineData("\u202d\u200f\u0007", null)]
    [InlineData("👩‍💻 at work", "👩‍💻 at work")]
    public void A_title_is_made_fit_for_rows_and_file_names(string raw, string? clean) => Assert.Equal(clean, MediaTitle.Clean(raw));

    [Fact]
    public void A_title_is_cut_between_characters() => Assert.Equal(200 - 1, MediaTitle.Clean("a" + string.Concat(Enumerable.Repeat("😀", 150)))!.Length);

    private static MediaRequest Request(string url)
    {
        var parsed = VideoUrl.Parse(url, out _)!;
        return new MediaRequest(parsed.Source, parsed, null, null);
    }
}
