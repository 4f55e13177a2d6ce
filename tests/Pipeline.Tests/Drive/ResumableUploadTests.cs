using Pipeline.Core.Files;
using Pipeline.Core.Jobs;
using Pipeline.Sandbox.Drive;
using Pipeline.Tests.Files;

namespace Pipeline.Tests.Drive;

/// <summary>media-and-drive.md §1.3 and §1.4: each line that can break, broken.</summary>
public sealed class ResumableUploadTests : IAsyncLifetime
{
    private const int Size = 3_500_000;
    private const int Chunk = 1024 * 1024;

    private readonly List<Uri?> _sessions = [];
    private DriveRig _rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_session_is_saved_before_the_first_byte()
    {
        var upload = await Upload();
        long sentBefore = -1;
        await _rig.Store().Upload(upload, (_, _) => Task.FromResult(sentBefore = _rig.Sandbox.BytesReceived(upload.ReservedId)), new TestProgress(), Stop);
        Assert.Equal(0, sentBefore);
        Assert.Equal(Size, _rig.Sandbox.BytesReceived(upload.ReservedId));
        Assert.Equal(4, _rig.Sandbox.Uploads.Single().Chunks);
    }

    [Fact]
    public async Task A_line_that_breaks_in_mid_chunk_costs_less_than_a_chunk()
    {
        _rig.Faults.On(r => DriveFaults.Chunk(r) && r.Headers.ContentRange.ToString().StartsWith("bytes 1048576-", StringComparison.Ordinal),
            DriveFaults.BreakAfter(600_000));
        var upload = await Send();
        var books = _rig.Sandbox.Uploads.Single();
        Assert.InRange(books.BytesReceived, Size, Size + 262_144);
        Assert.Equal(1, books.StatusQueries);
        AssertWhole(upload);
    }

    [Fact]
    public async Task A_lost_last_answer_is_asked_for_and_sends_nothing_again()
    {
        _rig.Faults.On(r => DriveFaults.Chunk(r) && r.Headers.ContentRange.ToString().Contains("-3499999/", StringComparison.Ordinal), DriveFaults.LoseAnswer());
        var upload = await Send();
        Assert.Equal(Size, _rig.Sandbox.BytesReceived(upload.ReservedId));
        AssertWhole(upload);
    }

    [Fact]
    public async Task A_server_that_keeps_less_than_was_sent_is_believed()
    {
        await _rig.Switch(new { acceptAtMostPerChunk = 524_288 });
        AssertWhole(await Send());
    }

    [Theory]
    [InlineData(500, "backendError")]
    [InlineData(503, "")]
    [InlineData(429, "rateLimitExceeded")]
    [InlineData(403, "userRateLimitExceeded")]
    public async Task A_passing_fault_of_a_chunk_is_waited_out(int status, string reason)
    {
        _rig.Faults.On(DriveFaults.Chunk, DriveFaults.Answer(status, reason, retryAfter: 0), times: 3);
        AssertWhole(await Send());
    }

    [Fact]
    public async Task Chunks_that_fail_for_ever_while_status_queries_succeed_come_to_an_end()
    {
        _rig.Faults.On(DriveFaults.Chunk, DriveFaults.Answer(500, "backendError"), times: int.MaxValue);
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => Send());
        Assert.Equal((ErrorClass.Transient, "drive-unavailable"), (failure.Error.Class, failure.Error.Code));
        Assert.Equal(4, _rig.Requests.Count(r => r.StartsWith("PUT", StringComparison.Ordinal)) - _rig.Sandbox.Uploads.Single().StatusQueries);
    }

    [Fact]
    public async Task A_longer_pause_than_is_sensible_is_left_to_the_jobs_next_attempt()
    {
        _rig.Faults.On(DriveFaults.Chunk, DriveFaults.Answer(429, "rateLimitExceeded", retryAfter: 3600));
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => Send());
        Assert.Equal((ErrorClass.Transient, "drive-rate-limit"), (failure.Error.Class, failure.Error.Code));
    }

    [Fact]
    public async Task A_worker_that_died_goes_on_at_the_servers_offset()
    {
        _rig.Faults.On(r => DriveFaults.Chunk(r) && r.Headers.ContentRange.ToString().StartsWith("bytes 2097152-", StringComparison.Ordinal),
            DriveFaults.BreakAfter(300_000));
        using var death = new CancellationTokenSource();
        var upload = await Upload();
        var progress = new StopAt(2 * Chunk, death);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _rig.Store().Upload(upload, Opened, progress, death.Token));
        await _rig.Store().Upload(upload with { Session = _sessions.Single() }, Opened, new TestProgress(), Stop);
        Assert.InRange(_rig.Sandbox.BytesReceived(upload.ReservedId), Size, Size + Chunk);
        Assert.Single(_sessions);
        AssertWhole(upload);
    }

    [Fact]
    public async Task A_finished_session_that_is_taken_up_again_sends_nothing()
    {
        var upload = await Send();
        var again = await _rig.Store().Upload(upload with { Session = _sessions.Single() }, Opened, new TestProgress(), Stop);
        Assert.Equal(upload.ReservedId, again.Id);
        Assert.Equal(Size, _rig.Sandbox.BytesReceived(upload.ReservedId));
    }

    [Fact]
    public async Task An_expired_session_is_forgotten_first_and_then_replaced()
    {
        using var death = new CancellationTokenSource();
        var upload = await Upload();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _rig.Store().Upload(upload, Opened, new StopAt(Chunk, death), death.Token));
        _rig.Sandbox.ExpireSessions();
        await _rig.Store().Upload(upload with { Session = _sessions.Single() }, Opened, new TestProgress(), Stop);
        Assert.Equal([false, true, false], _sessions.Select(s => s is null));
        Assert.NotEqual(_sessions[0], _sessions[2]);
        AssertWhole(upload);
    }

    [Fact]
    public async Task A_session_of_another_size_is_replaced()
    {
        using var death = new CancellationTokenSource();
        var upload = await Upload();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _rig.Store().Upload(upload, Opened, new StopAt(Chunk, death), death.Token));
        var other = _rig.Artifact(2_000_000).To(DriveSeed.FolderId, upload.ReservedId, _sessions.Single());
        await _rig.Store().Upload(other, Opened, new TestProgress(), Stop);
        Assert.Equal(2_000_000, _rig.Sandbox.Find(upload.ReservedId)!.Size);
    }

    [Fact]
    public async Task Bytes_damaged_on_the_way_are_noticed_and_replaced_under_the_same_id()
    {
        _rig.Faults.On(DriveFaults.Chunk, DriveFaults.Damage());
        var upload = await Send();
        Assert.Equal(2, _rig.Sandbox.Uploads.Count);
        AssertWhole(upload);
    }

    [Fact]
    public async Task Damage_that_lasts_fails_the_attempt_and_leaves_no_session_to_trip_over()
    {
        _rig.Faults.On(DriveFaults.Chunk, DriveFaults.Damage(), times: int.MaxValue);
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => Send());
        Assert.Equal((ErrorClass.Transient, "upload-corrupt"), (failure.Error.Class, failure.Error.Code));
        Assert.Null(_sessions[^1]);
    }

    [Fact]
    public async Task An_id_that_is_taken_at_the_last_moment_is_looked_up()
    {
        _rig.Faults.On(DriveFaults.SessionStart, DriveFaults.Answer(409, "fileIdInUse"));
        AssertWhole(await Send());
    }

    [Fact]
    public async Task A_request_that_hangs_is_given_up_at_once_when_we_stop()
    {
        var reached = new TaskCompletionSource();
        _rig.Faults.On(DriveFaults.Chunk, DriveFaults.Hang(reached));
        using var stop = new CancellationTokenSource();
        var upload = await Upload();
        var sending = _rig.Store(("StallSeconds", "600")).Upload(upload, Opened, new TestProgress(), stop.Token);
        await reached.Task.WaitAsync(Stop);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(30), Stop));
    }

    [Fact]
    public async Task A_request_on_which_nothing_moves_is_repeated()
    {
        _rig.Faults.On(DriveFaults.Chunk, DriveFaults.Hang(new TaskCompletionSource()));
        var upload = await Upload();
        await _rig.Store(("StallSeconds", "5")).Upload(upload, Opened, new TestProgress(), Stop);
        Assert.Contains(_rig.Log, line => line.Contains("nothing moved for 5 s", StringComparison.Ordinal));
        AssertWhole(upload);
    }

    [Fact]
    public async Task The_sessions_address_is_in_no_log_and_in_no_error()
    {
        _rig.Faults.On(DriveFaults.Chunk, DriveFaults.BreakAfter(1000), times: int.MaxValue);
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => Send());
        Assert.NotEmpty(_rig.Log);
        Assert.DoesNotContain(_rig.Log.Append(failure.ToString()).Append(failure.Error.Detail!),
            line => line.Contains("upload_id", StringComparison.Ordinal) || line.Contains("AJRbA5", StringComparison.Ordinal));
    }

    public async ValueTask InitializeAsync() => _rig = await DriveRig.Start();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private Task Opened(Uri? session, CancellationToken ct)
    {
        _sessions.Add(session);
        return Task.CompletedTask;
    }

    private async Task<FileUpload> Upload() => _rig.Artifact(Size).To(DriveSeed.FolderId, await _rig.Store().ReserveId(Stop));

    private async Task<FileUpload> Send()
    {
        var upload = await Upload();
        await _rig.Store().Upload(upload, Opened, new TestProgress(), Stop);
        return upload;
    }

    private void AssertWhole(FileUpload upload)
    {
        Assert.Equal(upload.Artifact.Sha256, _rig.Sandbox.Find(upload.ReservedId)!.Sha256);
        Assert.Single(_rig.Sandbox.ListFiles(), f => f.Name == upload.Artifact.Name);
    }

    /// <summary>Stops the upload when the store has so many bytes.</summary>
    private sealed class StopAt(long bytes, CancellationTokenSource death) : IProgress<long>
    {
        public void Report(long value)
        {
            if (value >= bytes) death.Cancel();
        }
    }
}
