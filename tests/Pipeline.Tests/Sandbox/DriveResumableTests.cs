using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Sandbox.Drive;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Sandbox;

/// <summary>The resumable protocol on the wire (contract §1.3).</summary>
public sealed class DriveResumableTests
{
    private const int Unit = DriveHost.Unit;

    [Fact]
    public async Task Chunks_are_answered_with_308_and_a_range_and_the_last_with_the_file()
    {
        await using var drive = await DriveHost.StartAsync();
        var bytes = DriveHost.RandomBytes((2 * Unit) + 777);
        var session = await drive.StartUploadAsync("a.mp4", bytes.Length);
        await ExpectRangeAsync(drive.PutAsync(session, default, $"bytes */{bytes.Length}"), null);
        await ExpectRangeAsync(drive.PutAsync(session, bytes.AsMemory(0, 2 * Unit), $"bytes 0-{(2 * Unit) - 1}/{bytes.Length}"), (2 * Unit) - 1);
        await ExpectRangeAsync(drive.PutAsync(session, default, $"bytes */{bytes.Length}"), (2 * Unit) - 1);
        using var last = await drive.PutAsync(session, bytes.AsMemory(2 * Unit), $"bytes {2 * Unit}-{bytes.Length - 1}/{bytes.Length}");
        Assert.Equal(HttpStatusCode.OK, last.StatusCode);
        var file = await DriveHost.JsonOf(last);
        Assert.Equal(DriveHost.HashOf(HashAlgorithmName.SHA256, bytes), (string)file["sha256Checksum"]!);
        using var again = await drive.PutAsync(session, default, $"bytes */{bytes.Length}");
        Assert.Equal((string)file["id"]!, (string)(await DriveHost.JsonOf(again))["id"]!);
        var books = Assert.Single(drive.Store.Uploads);
        Assert.Equal((bytes.Length, 2, 3, true), (books.BytesReceived, books.Chunks, books.StatusQueries, books.Complete));
    }

    [Fact]
    public async Task The_size_may_stay_unknown_until_the_last_chunk()
    {
        await using var drive = await DriveHost.StartAsync();
        var session = await drive.StartUploadAsync("a.mp4");
        await ExpectRangeAsync(drive.PutAsync(session, DriveHost.RandomBytes(Unit), $"bytes 0-{Unit - 1}/*"), Unit - 1);
        await ExpectRangeAsync(drive.PutAsync(session, default, "bytes */*"), Unit - 1);
        using var last = await drive.PutAsync(session, new byte[5], $"bytes {Unit}-{Unit + 4}/{Unit + 5}");
        Assert.Equal($"{Unit + 5}", (string)(await DriveHost.JsonOf(last))["size"]!);
    }

    [Fact]
    public async Task An_empty_file_is_finished_by_an_empty_put()
    {
        await using var drive = await DriveHost.StartAsync();
        var session = await drive.StartUploadAsync("empty.txt", 0);
        using var answer = await drive.PutAsync(session, default, "bytes */0");
        Assert.Equal("0", (string)(await DriveHost.JsonOf(answer))["size"]!);
    }

    [Theory]
    [InlineData("bytes 0-299999/1000000", 300_000)]
    [InlineData("bytes 262144-524287/1000000", 262_144)]
    [InlineData("bytes 0-262143/900000", 262_144)]
    [InlineData("bytes 0-262143/1000000", 1000)]
    [InlineData("items 0-1/2", 2)]
    [InlineData("bytes 5-1/2000000", 5)]
    public async Task A_chunk_against_the_rules_is_refused_and_nothing_is_kept(string range, int sent)
    {
        await using var drive = await DriveHost.StartAsync();
        var session = await drive.StartUploadAsync("a.mp4", 1_000_000);
        using var answer = await drive.PutAsync(session, new byte[sent], range);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, drive.Store.Uploads[0].Offset);
    }

    [Fact]
    public async Task A_session_lives_one_week()
    {
        var clock = new DriveClock();
        await using var drive = await DriveHost.StartAsync(new DriveOptions { Clock = clock });
        var session = await drive.StartUploadAsync("a.mp4", 10);
        clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        await ExpectRangeAsync(drive.PutAsync(session, default, "bytes */10"), null);
        clock.Advance(TimeSpan.FromMinutes(2));
        using var late = await drive.PutAsync(session, default, "bytes */10");
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task An_expired_or_cancelled_session_is_404()
    {
        await using var drive = await DriveHost.StartAsync();
        var session = await drive.StartUploadAsync("a.mp4", 10);
        drive.Store.ExpireSessions();
        using var expired = await drive.PutAsync(session, default, "bytes */10");
        Assert.Equal(HttpStatusCode.NotFound, expired.StatusCode);
        var other = await drive.StartUploadAsync("b.mp4", 10);
        using var cancelled = await drive.Http.DeleteAsync(other);
        Assert.Equal(499, (int)cancelled.StatusCode);
        using var after = await drive.PutAsync(other, default, "bytes */10");
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    [Fact]
    public async Task A_server_that_keeps_less_than_was_sent_says_so()
    {
        await using var drive = await DriveHost.StartAsync();
        drive.Store.Switches.AcceptAtMostPerChunk = Unit + 100;
        var bytes = DriveHost.RandomBytes(3 * Unit);
        var session = await drive.StartUploadAsync("a.mp4", bytes.Length);
        await ExpectRangeAsync(drive.PutAsync(session, bytes, $"bytes 0-{bytes.Length - 1}/{bytes.Length}"), Unit - 1);
        drive.Store.ResetSwitches();
        using var rest = await drive.PutAsync(session, bytes.AsMemory(Unit), $"bytes {Unit}-{bytes.Length - 1}/{bytes.Length}");
        var file = await DriveHost.JsonOf(rest);
        Assert.Equal(DriveHost.HashOf(HashAlgorithmName.MD5, bytes), (string)file["md5Checksum"]!);
        Assert.Equal(5 * Unit, drive.Store.BytesReceived((string)file["id"]!));
    }

    [Fact]
    public async Task Bytes_before_a_broken_connection_are_kept_in_units_of_256_KiB()
    {
        await using var drive = await DriveHost.StartAsync();
        var total = 4 * Unit;
        var bytes = DriveHost.RandomBytes(total);
        var session = await drive.StartUploadAsync("a.mp4", total);
        await SendAndHangUpAsync(drive, session, bytes.AsMemory(0, Unit + 50_000), total);
        await Eventually.True(() => drive.Store.Uploads[0].Offset == Unit, TimeSpan.FromSeconds(30), () => $"the first unit of the broken chunk is kept; {drive.Store.Uploads[0]}");
        using var rest = await drive.PutAsync(session, bytes.AsMemory(Unit), $"bytes {Unit}-{total - 1}/{total}");
        Assert.Equal(DriveHost.HashOf(HashAlgorithmName.SHA256, bytes), (string)(await DriveHost.JsonOf(rest))["sha256Checksum"]!);
    }

    [Fact]
    public async Task A_status_query_breaks_off_a_throttled_chunk_that_hangs()
    {
        await using var drive = await DriveHost.StartAsync();
        drive.Store.Switches.UploadBytesPerSecond = 400_000;
        var bytes = DriveHost.RandomBytes(64 * Unit);
        var session = await drive.StartUploadAsync("a.mp4", bytes.Length);
        var hanging = drive.PutAsync(session, bytes, $"bytes 0-{bytes.Length - 1}/{bytes.Length}");
        await Eventually.True(() => drive.Store.Uploads[0].BytesReceived > Unit, TimeSpan.FromSeconds(30), () => "the chunk is under way");
        drive.Store.ResetSwitches();
        using var status = await drive.PutAsync(session, default, $"bytes */{bytes.Length}");
        Assert.Equal(308, (int)status.StatusCode);
        var offset = drive.Store.Uploads[0].Offset;
        Assert.Equal($"bytes=0-{offset - 1}", status.Headers.GetValues("Range").Single());
        Assert.True(offset >= Unit && offset < bytes.Length && offset % Unit == 0, $"offset {offset}");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hanging);
    }

    [Fact]
    public async Task Two_sessions_with_one_id_make_one_file()
    {
        await using var drive = await DriveHost.StartAsync();
        var id = (string)(await drive.GetAsync("drive/v3/files/generateIds?count=1"))["ids"]![0]!;
        var first = await drive.StartUploadAsync("a.mp4", 3, id);
        var second = await drive.StartUploadAsync("a.mp4", 3, id);
        using var done = await drive.PutAsync(first, new byte[3], "bytes 0-2/3");
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        using var late = await drive.PutAsync(second, new byte[3], "bytes 0-2/3");
        Assert.Equal("fileIdInUse", DriveHost.ReasonOf(await DriveHost.JsonOf(late)));
        Assert.Single(drive.Store.ListFiles(), f => f.Name == "a.mp4");
    }

    private static async Task ExpectRangeAsync(Task<HttpResponseMessage> request, long? last)
    {
        using var answer = await request;
        Assert.Equal(308, (int)answer.StatusCode);
        Assert.Equal(last is null ? null : $"bytes=0-{last}", answer.Headers.TryGetValues("Range", out var range) ? range.Single() : null);
    }

    private static async Task SendAndHangUpAsync(DriveHost drive, Uri session, ReadOnlyMemory<byte> part, int total)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(session.Host, session.Port);
        var head = $"PUT {session.PathAndQuery} HTTP/1.1\r\nHost: {session.Authority}\r\nContent-Length: {total}\r\n"
            + $"Content-Range: bytes 0-{total - 1}/{total}\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(head));
        for (var sent = 0; sent < part.Length;)
        {
            sent += await socket.SendAsync(part[sent..]);
        }

        // Kestrel drops what it holds unread when the sender hangs up; only what was read counts as received.
        await Eventually.True(() => drive.Store.Uploads[0].BytesReceived == part.Length, TimeSpan.FromSeconds(30), () => "all that was sent is read");
        socket.Shutdown(SocketShutdown.Both);
    }
}
