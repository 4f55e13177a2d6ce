using Pipeline.Adapters.Egress;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Tests.Egress;

public sealed class RangeDownloadTests : IAsyncLifetime
{
    private readonly byte[] _bytes = new byte[3_000_000];
    private EgressRig _rig = null!;

    private string Part => Path.Combine(_rig.Directory, "f.bin.part");

    public async ValueTask InitializeAsync()
    {
        new Random(1).NextBytes(_bytes);
        _rig = await EgressRig.Start();
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_file_arrives_whole_and_says_how_far_it_is()
    {
        _rig.Site.Serve("/f", _bytes, "video/mp4");
        var seen = new Seen();

        var path = await _rig.Fetch("/f", seen);

        Assert.Equal(_bytes, await File.ReadAllBytesAsync(path));
        Assert.Equal((3_000_000, 3_000_000), (seen.Reports.Last().Bytes, seen.Reports.Last().Total));
        Assert.Equal([path], Directory.GetFiles(_rig.Directory));
    }

    [Fact]
    public async Task A_truncated_body_is_retried_from_where_it_stopped()
    {
        _rig.Site.ServeInPieces("/f", _bytes, "video/mp4", 1_000_000, breaks: 2);

        Assert.Equal(_bytes, await File.ReadAllBytesAsync(await _rig.Fetch("/f")));
        Assert.Equal(["", "bytes=1000000-", "bytes=2000000-"], _rig.Site.Requests.Select(r => r.Range));
    }

    [Fact]
    public async Task A_body_that_stays_truncated_is_a_transient_failure()
    {
        _rig.Options.DownloadRetries = 2;
        _rig.Site.ServeInPieces("/f", _bytes, "video/mp4", 1000, breaks: 100);

        var e = await Assert.ThrowsAsync<JobFailureException>(() => _rig.Fetch("/f"));

        Assert.Equal((ErrorClass.Transient, "truncated-body"), (e.Error.Class, e.Error.Code));
        Assert.Equal(3000, new FileInfo(Part).Length);
    }

    [Fact]
    public async Task A_download_that_was_stopped_in_the_middle_continues_byte_for_byte()
    {
        _rig.Site.ServeSlowly("/f", _bytes, "video/mp4", 100_000, TimeSpan.FromMilliseconds(10));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _rig.Fetch("/f", new Seen(p => { if (p.Bytes > 500_000) stop.Cancel(); }), ct: stop.Token));
        var kept = new FileInfo(Part).Length;
        _rig.Site.Serve("/f", _bytes, "video/mp4");

        var path = await _rig.Fetch("/f");

        Assert.InRange(kept, 500_000, 2_900_000);
        Assert.Equal($"bytes={kept}-", _rig.Site.Requests.Last().Range);
        Assert.Equal(_bytes, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_starts_over()
    {
        await StopInTheMiddle();
        var other = _bytes.Reverse().ToArray();
        _rig.Site.Serve("/f", other, "video/mp4", tag: "v2");

        Assert.Equal(other, await File.ReadAllBytesAsync(await _rig.Fetch("/f")));
    }

    [Fact]
    public async Task A_server_without_Range_starts_over()
    {
        await StopInTheMiddle();
        _rig.Site.Handle("/f", async c =>
        {
            c.Response.ContentLength = _bytes.Length;
            await c.Response.Body.WriteAsync(_bytes);
        });

        Assert.Equal(_bytes, await File.ReadAllBytesAsync(await _rig.Fetch("/f")));
    }

    [Fact]
    public async Task A_crash_between_the_last_byte_and_the_renaming_costs_nothing()
    {
        await StopInTheMiddle();
        await File.WriteAllBytesAsync(Part, _bytes);
        _rig.Site.Serve("/f", _bytes, "video/mp4");

        Assert.Equal(_bytes, await File.ReadAllBytesAsync(await _rig.Fetch("/f")));
        Assert.Equal("bytes=3000000-", _rig.Site.Requests.Last().Range);
    }

    [Fact]
    public async Task A_part_that_is_longer_than_the_file_starts_over()
    {
        await StopInTheMiddle();
        await File.WriteAllBytesAsync(Part, new byte[3_000_001]);
        _rig.Site.Serve("/f", _bytes, "video/mp4");

        Assert.Equal(_bytes, await File.ReadAllBytesAsync(await _rig.Fetch("/f")));
    }

    [Fact]
    public async Task A_finished_file_is_not_fetched_again()
    {
        _rig.Site.Serve("/f", _bytes, "video/mp4");
        await _rig.Fetch("/f");

        await _rig.Fetch("/f");

        Assert.Single(_rig.Site.Requests);
    }

    [Theory]
    [InlineData(404, ErrorClass.Permanent, 1)]
    [InlineData(410, ErrorClass.Permanent, 1)]
    [InlineData(451, ErrorClass.Permanent, 1)]
    [InlineData(401, ErrorClass.Access, 1)]
    [InlineData(403, ErrorClass.Access, 1)]
    [InlineData(429, ErrorClass.SiteBlocked, 1)]
    [InlineData(500, ErrorClass.Transient, 3)]
    [InlineData(503, ErrorClass.Transient, 3)]
    public async Task A_status_code_says_whose_turn_it_is(int status, ErrorClass expected, int requests)
    {
        _rig.Options.DownloadRetries = 2;
        _rig.Site.Status("/f", status);

        var e = await Assert.ThrowsAsync<JobFailureException>(() => _rig.Fetch("/f"));

        Assert.Equal((expected, $"http-{status}"), (e.Error.Class, e.Error.Code));
        Assert.Equal(requests, _rig.Site.Requests.Count);
    }

    [Fact]
    public async Task The_wait_that_a_site_asks_for_is_kept_as_detail()
    {
        _rig.Site.Handle("/f", c =>
        {
            c.Response.StatusCode = 429;
            c.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        });

        var e = await Assert.ThrowsAsync<JobFailureException>(() => _rig.Fetch("/f"));

        Assert.Equal("Retry-After: 120", e.Error.Detail);
    }

    [Fact]
    public async Task Redirects_without_end_are_a_permanent_failure()
    {
        _rig.Site.Redirect("/f", "/f");

        var e = await Assert.ThrowsAsync<JobFailureException>(() => _rig.Fetch("/f"));

        Assert.Equal("bad-redirect", e.Error.Code);
        Assert.Equal(EgressHttp.MaxRedirects + 1, _rig.Site.Requests.Count);
    }

    [Fact]
    public async Task A_body_without_a_length_and_without_an_end_is_cut_at_the_limit()
    {
        _rig.Site.ServeEndlessly("/f", "video/mp4");

        var e = await Assert.ThrowsAsync<JobFailureException>(() => _rig.Fetch("/f", maxBytes: 1_000_000));

        Assert.Equal((ErrorClass.Permanent, "too-large"), (e.Error.Class, e.Error.Code));
        Assert.Empty(Directory.GetFiles(_rig.Directory));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_its_first_byte()
    {
        _rig.Site.Serve("/f", _bytes, "video/mp4");
        var seen = new Seen();

        var e = await Assert.ThrowsAsync<JobFailureException>(() => _rig.Fetch("/f", seen, maxBytes: 2_999_999));

        Assert.Equal("too-large", e.Error.Code);
        Assert.Empty(seen.Reports);
    }

    [Fact]
    public async Task A_trickle_is_given_up()
    {
        (_rig.Options.DownloadRetries, _rig.Options.ThroughputWindowSeconds, _rig.Options.MinBytesPerSecond) = (0, 1, 100_000);
        _rig.Site.ServeSlowly("/f", _bytes, "video/mp4", 10, TimeSpan.FromMilliseconds(20));

        var e = await Assert.ThrowsAsync<JobFailureException>(() => _rig.Fetch("/f"));

        Assert.Equal((ErrorClass.Transient, "too-slow"), (e.Error.Class, e.Error.Code));
    }

    [Fact]
    public async Task A_stalled_connection_is_given_up()
    {
        (_rig.Options.DownloadRetries, _rig.Options.StallTimeoutSeconds) = (0, 1);
        _rig.Site.ServeSlowly("/f", _bytes, "video/mp4", 1000, TimeSpan.FromHours(1));

        var e = await Assert.ThrowsAsync<JobFailureException>(() => _rig.Fetch("/f"));

        Assert.Equal((ErrorClass.Transient, "stalled"), (e.Error.Class, e.Error.Code));
        Assert.Equal(1000, new FileInfo(Part).Length);
    }

    [Fact]
    public async Task A_disk_without_enough_room_is_named_before_the_download()
    {
        _rig.Download = _rig.DownloadWith(new DiskFloor(long.MaxValue));
        _rig.Site.Serve("/f", _bytes, "video/mp4");

        var e = await Assert.ThrowsAsync<JobFailureException>(() => _rig.Fetch("/f"));

        Assert.Equal((ErrorClass.Local, "disk-full"), (e.Error.Class, e.Error.Code));
    }

    [Fact]
    public async Task A_disk_that_fills_up_during_the_download_is_a_local_failure()
    {
        // Every write to /dev/full fails with ENOSPC. Beginning removes what stands there, so the answer must be a rest.
        File.CreateSymbolicLink(Part, "/dev/full");
        _rig.Site.Handle("/f", async c =>
        {
            c.Response.StatusCode = 206;
            c.Response.ContentLength = _bytes.Length;
            c.Response.Headers.ContentRange = $"bytes {Size(Part)}-{_bytes.Length - 1}/{_bytes.Length}";
            await c.Response.Body.WriteAsync(_bytes);
        });

        var e = await Assert.ThrowsAsync<JobFailureException>(() => _rig.Fetch("/f"));

        Assert.Equal((ErrorClass.Local, "disk-full"), (e.Error.Class, e.Error.Code));
    }

    private static long Size(string path) => new FileInfo(path).Length;

    private async Task StopInTheMiddle()
    {
        _rig.Site.ServeSlowly("/f", _bytes, "video/mp4", 100_000, TimeSpan.FromMilliseconds(10));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _rig.Fetch("/f", new Seen(p => { if (p.Bytes > 500_000) stop.Cancel(); }), ct: stop.Token));
    }
}
