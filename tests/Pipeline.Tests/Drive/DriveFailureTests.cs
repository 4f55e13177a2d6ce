using Pipeline.Core.Jobs;
using Pipeline.Sandbox.Drive;
using Pipeline.Tests.Files;

namespace Pipeline.Tests.Drive;

/// <summary>media-and-drive.md §1.2, §1.6: whose turn it is after a failure, and what people read.</summary>
public sealed class DriveFailureTests : IAsyncLifetime
{
    private DriveRig _rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_account_in_a_folder_of_My_Drive_is_told_why_that_cannot_work()
    {
        var store = _rig.Store();
        var upload = _rig.Artifact(10).To(DriveSeed.MyDriveFolderId, await store.ReserveId(Stop));
        var failure = await Failure(() => store.Upload(upload, (_, _) => Task.CompletedTask, new TestProgress(), Stop));
        Assert.Equal((ErrorClass.Operator, "drive-service-account-storage"), (failure.Class, failure.Code));
        Assert.Contains("Service accounts own no storage", failure.Sentence, StringComparison.Ordinal);
        Assert.Contains(DriveSeed.ServiceAccountEmail, failure.Sentence, StringComparison.Ordinal);
        Assert.Contains("shared drive", failure.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_shared_names_the_account_to_share_it_with()
    {
        var store = _rig.Store();
        var id = await store.ReserveId(Stop);
        var failure = await Failure(() => store.CreateFolder(id, "Talk", "1Missing0000000000000000000000000", default, Stop));
        Assert.Equal((ErrorClass.Access, "drive-not-found"), (failure.Class, failure.Code));
        Assert.Contains(DriveSeed.ServiceAccountEmail, failure.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "storageQuotaExceeded", ErrorClass.Operator, "drive-service-account-storage")]
    [InlineData(403, "teamDriveFileLimitExceeded", ErrorClass.Operator, "drive-storage-full")]
    [InlineData(403, "numChildrenInNonRootLimitExceeded", ErrorClass.Operator, "drive-folder-full")]
    [InlineData(403, "dailyLimitExceeded", ErrorClass.NotYet, "drive-daily-limit")]
    [InlineData(403, "insufficientFilePermissions", ErrorClass.Access, "drive-no-access")]
    [InlineData(403, "domainPolicy", ErrorClass.Operator, "drive-domain-policy")]
    [InlineData(403, "accessNotConfigured", ErrorClass.Operator, "drive-api-disabled")]
    [InlineData(403, "somethingNew", ErrorClass.Access, "drive-no-access")]
    [InlineData(403, "rateLimitExceeded", ErrorClass.Transient, "drive-rate-limit")]
    [InlineData(429, "", ErrorClass.Transient, "drive-rate-limit")]
    [InlineData(500, "backendError", ErrorClass.Transient, "drive-unavailable")]
    [InlineData(400, "invalid", ErrorClass.Permanent, "drive-refused")]
    [InlineData(401, "authError", ErrorClass.Operator, "drive-credentials")]
    public async Task Googles_reason_decides_the_class(int status, string reason, ErrorClass expected, string code)
    {
        _rig.Faults.On(r => r.Path.Value!.EndsWith("/generateIds", StringComparison.Ordinal), DriveFaults.Answer(status, reason), times: int.MaxValue);
        var failure = await Failure(() => _rig.Store().ReserveId(Stop));
        Assert.Equal((expected, code), (failure.Class, failure.Code));
        if (reason.Length > 0) Assert.Contains(reason, failure.Detail!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_whose_Drive_is_full_is_not_told_about_service_accounts()
    {
        _rig.SignIn(_rig.RefreshTokenJson);
        _rig.Faults.On(r => r.Path.Value!.EndsWith("/generateIds", StringComparison.Ordinal), DriveFaults.Answer(403, "storageQuotaExceeded"));
        Assert.Equal("drive-storage-full", (await Failure(() => _rig.Store().ReserveId(Stop))).Code);
    }

    [Fact]
    public async Task A_call_whose_answer_was_lost_is_repeated()
    {
        _rig.Faults.On(r => r.Method == "POST" && r.Path == "/drive/v3/files", DriveFaults.LoseAnswer());
        var store = _rig.Store();
        var id = await store.ReserveId(Stop);
        Assert.Equal(id, (await store.CreateFolder(id, "Talk", null, default, Stop)).Id);
    }

    [Fact]
    public async Task A_server_that_is_away_is_a_passing_fault()
    {
        await using var other = await DriveRig.Start();
        var store = other.Store(("BaseAddress", "http://127.0.0.1:1/"));
        var failure = await Failure(() => store.ReserveId(Stop));
        Assert.Equal((ErrorClass.Transient, "drive-unavailable"), (failure.Class, failure.Code));
    }

    [Fact]
    public async Task A_page_of_a_proxy_instead_of_Googles_JSON_is_survived()
    {
        _rig.Faults.On(r => r.Path.Value!.EndsWith("/generateIds", StringComparison.Ordinal), DriveFaults.Page(502));
        Assert.NotEmpty(await _rig.Store().ReserveId(Stop));
    }

    public async ValueTask InitializeAsync() => _rig = await DriveRig.Start();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private static async Task<JobError> Failure(Func<Task> act) => (await Assert.ThrowsAsync<JobFailureException>(act)).Error;
}
