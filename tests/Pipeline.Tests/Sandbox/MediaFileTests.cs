using System.Net;
using Pipeline.Sandbox.Media;

namespace Pipeline.Tests.Sandbox;

/// <summary>Files of the media site: ranges, and each fault switch.</summary>
public sealed class MediaFileTests
{
    private const string Jfk = "media/file/jfk.mp4";

    [Fact]
    public async Task A_file_comes_whole_or_in_part_with_length_and_tag()
    {
        await using var media = await MediaHost.StartAsync();
        using var head = await media.OpenAsync(Jfk, method: HttpMethod.Head);
        var whole = await media.Http.GetByteArrayAsync(Jfk);
        Assert.Equal(whole.Length, head.Content.Headers.ContentLength);
        Assert.NotNull(head.Headers.ETag);
        using var part = await media.OpenAsync(Jfk, 1000, 1999);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(whole[1000..2000], await part.Content.ReadAsByteArrayAsync());
        using var end = await media.OpenAsync(Jfk, null, 10);
        Assert.Equal(whole[^10..], await end.Content.ReadAsByteArrayAsync());
        using var behind = await media.OpenAsync(Jfk, whole.Length);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, behind.StatusCode);
        Assert.Equal(whole.Length, behind.Content.Headers.ContentRange!.Length);
        var traffic = media.Site.TrafficOf("/jfk.mp4");
        Assert.Equal(["", "bytes=1000-1999", "bytes=-10", $"bytes={whole.Length}-"], traffic.Ranges);
        Assert.Equal(whole.Length + 1010, traffic.BytesSent);
    }

    [Fact]
    public async Task Norange_answers_the_whole_file_to_a_range()
    {
        await using var media = await MediaHost.StartAsync();
        using var answer = await media.OpenAsync(Jfk + "?norange=1", 1000);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(answer.Headers.AcceptRanges);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_status_comes_as_often_as_asked(int status)
    {
        await using var media = await MediaHost.StartAsync();
        var path = $"{Jfk}?status={status}&times=2";
        for (var i = 0; i < 2; i++)
        {
            using var refused = await media.OpenAsync(path);
            Assert.Equal(status, (int)refused.StatusCode);
        }

        using var answer = await media.OpenAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_truncated_body_breaks_at_its_position_and_then_goes_on()
    {
        await using var media = await MediaHost.StartAsync();
        var path = Jfk + "?truncate=100000&times=1";
        using var first = await media.OpenAsync(path);
        var length = first.Content.Headers.ContentLength!.Value;
        Assert.Equal((100_000, true), await MediaHost.DrainAsync(first));
        using var rest = await media.OpenAsync(path, 100_000);
        Assert.Equal((length - 100_000, false), await MediaHost.DrainAsync(rest));
    }

    [Fact]
    public async Task A_stalled_body_stops_and_the_connection_stays()
    {
        await using var media = await MediaHost.StartAsync();
        using var answer = await media.OpenAsync(Jfk + "?stall=50000");
        await using var body = await answer.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[50_000]);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await body.ReadExactlyAsync(new byte[1], patience.Token));
    }

    [Fact]
    public async Task An_endless_body_has_no_length_and_outgrows_its_file()
    {
        await using var media = await MediaHost.StartAsync();
        var file = new FileInfo(await media.Site.PrepareAsync("jfk.mp4"));
        using var answer = await media.OpenAsync(Jfk + "?endless=1");
        Assert.Null(answer.Content.Headers.ContentLength);
        await using var body = await answer.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[file.Length * 3]);
    }

    [Fact]
    public async Task A_redirect_leads_where_it_is_told()
    {
        await using var media = await MediaHost.StartAsync();
        using var answer = await media.OpenAsync(Jfk + "?redirect=http://10.0.0.1/x");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("http://10.0.0.1/x", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("media/file/jfk.mp4?bsp=1", 400)]
    [InlineData("media/file/jfk.mp4?bps=fast", 400)]
    [InlineData("media/file/nothing.mp4", 404)]
    [InlineData("media/file/mute.ogg", 404)]
    [InlineData("media/file/jfk.avi", 404)]
    [InlineData("media/page/nothing", 404)]
    public async Task What_does_not_exist_is_refused(string path, int status)
    {
        await using var media = await MediaHost.StartAsync();
        using var answer = await media.OpenAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_hold_stops_a_transfer_at_its_mark_until_released()
    {
        await using var media = await MediaHost.StartAsync();
        using var hold = media.Site.HoldAt("jfk.mp4", 0.5);
        using var answer = await media.OpenAsync(Jfk);
        var length = answer.Content.Headers.ContentLength!.Value;
        var draining = MediaHost.DrainAsync(answer);
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.InRange(media.Site.TrafficOf("jfk.mp4").BytesSent, length / 2, (length / 2) + (32 * 1024));
        Assert.False(draining.IsCompleted);
        hold.Release();
        Assert.Equal((length, false), await draining);
    }

    [Fact]
    public async Task Two_sites_make_a_clip_once_between_them()
    {
        var cache = Directory.CreateTempSubdirectory("media-cache-");
        try
        {
            var options = new MediaOptions { CacheDirectory = cache.FullName };
            var paths = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new MediaSite(options).PrepareAsync("silence.m4a")));
            Assert.Single(paths.Distinct());
            Assert.Single(cache.GetFiles("*.m4a"));
            Assert.Empty(cache.GetFiles("*.part"));
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_playlist_dressed_as_mp4_names_what_must_not_be_opened()
    {
        await using var media = await MediaHost.StartAsync();
        using var answer = await media.OpenAsync("media/file/fake-hls.mp4");
        Assert.Equal("video/mp4", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("file:///etc/passwd", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
