using Pipeline.Core.Jobs;
using Pipeline.Sandbox.Drive;

namespace Pipeline.Tests.Drive;

public sealed class DriveCredentialTests : IAsyncLifetime
{
    private DriveRig _rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refresh_token_signs_in_at_its_own_token_uri()
    {
        _rig.SignIn(_rig.RefreshTokenJson);
        Assert.NotEmpty(await _rig.Store().ReserveId(Stop));
        Assert.Equal(1, _rig.Sandbox.TokensIssued);
    }

    [Fact]
    public async Task A_service_account_may_act_for_a_person()
    {
        Assert.NotEmpty(await _rig.Store(("ImpersonateUser", DriveSeed.UserEmail)).ReserveId(Stop));
    }

    [Fact]
    public async Task One_token_serves_many_calls()
    {
        var store = _rig.Store();
        for (var i = 0; i < 3; i++) await store.ReserveId(Stop);
        Assert.Equal(1, _rig.Sandbox.TokensIssued);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_that_was_revoked_is_renewed_once_and_the_call_goes_on(bool person)
    {
        if (person) _rig.SignIn(_rig.RefreshTokenJson);
        var store = _rig.Store();
        await store.ReserveId(Stop);
        _rig.Sandbox.RevokeTokens();
        Assert.NotEmpty(await store.ReserveId(Stop));
        Assert.Equal(2, _rig.Sandbox.TokensIssued);
    }

    [Theory]
    [InlineData(false, "Make a new key")]
    [InlineData(true, "Sign in again")]
    public async Task Invalid_grant_stops_at_once_and_names_the_repair(bool person, string repair)
    {
        if (person) _rig.SignIn(_rig.RefreshTokenJson);
        await _rig.Switch(new { invalidGrant = true });
        var failure = await Failure();
        Assert.Equal((ErrorClass.Operator, "drive-credentials"), (failure.Class, failure.Code));
        Assert.Contains("invalid_grant", failure.Sentence, StringComparison.Ordinal);
        Assert.Contains(repair, failure.Sentence, StringComparison.Ordinal);
        Assert.Single(_rig.Requests, r => r.Contains("/token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_credentials_file_that_was_replaced_is_taken_up_without_a_restart()
    {
        var store = _rig.Store();
        _rig.SignIn(_rig.RefreshTokenJson.Replace(DriveSeed.RefreshToken, "1//revoked", StringComparison.Ordinal));
        await Assert.ThrowsAsync<JobFailureException>(() => store.ReserveId(Stop));
        _rig.SignIn(_rig.RefreshTokenJson);
        File.SetLastWriteTimeUtc(_rig.CredentialsFile, DateTime.UnixEpoch);
        Assert.NotEmpty(await store.ReserveId(Stop));
    }

    [Fact]
    public async Task A_token_endpoint_that_is_ill_is_a_passing_fault()
    {
        _rig.Faults.On(r => r.Path == "/token", DriveFaults.Answer(500, ""), times: 2);
        Assert.NotEmpty(await _rig.Store().ReserveId(Stop));
    }

    [Theory]
    [InlineData("not json, but s3cret")]
    [InlineData("""{"type":"service_account","client_email":"a@b","private_key":"s3cret"}""")]
    [InlineData("""{"type":"authorized_user","client_id":"x","refresh_token":"s3cret"}""")]
    [InlineData("""{"type":"external_account","secret":"s3cret"}""")]
    [InlineData("[\"s3cret\"]")]
    public async Task A_file_that_is_no_credential_is_named_and_never_quoted(string json)
    {
        _rig.SignIn(json);
        var failure = await Failure();
        Assert.Equal((ErrorClass.Operator, "drive-credentials"), (failure.Class, failure.Code));
        Assert.Contains("Drive:CredentialsFile", failure.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.Sentence + failure.Detail + string.Concat(_rig.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_and_an_empty_setting_are_told_apart()
    {
        File.Delete(_rig.CredentialsFile);
        Assert.Contains("cannot be read", (await Failure()).Sentence, StringComparison.Ordinal);
        Assert.Contains("is empty", (await Failure(("CredentialsFile", ""))).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acting_for_a_person_needs_a_service_account()
    {
        _rig.SignIn(_rig.RefreshTokenJson);
        Assert.Contains("Drive:ImpersonateUser", (await Failure(("ImpersonateUser", "a@example.com"))).Sentence, StringComparison.Ordinal);
    }

    public async ValueTask InitializeAsync() => _rig = await DriveRig.Start();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private async Task<JobError> Failure(params (string Key, string Value)[] settings) =>
        (await Assert.ThrowsAsync<JobFailureException>(() => _rig.Store(settings).ReserveId(Stop))).Error;
}
