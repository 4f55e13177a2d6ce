using System.Net;
using System.Text.Json.Nodes;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Auth.OAuth2.Responses;
using Pipeline.Sandbox.Drive;

namespace Pipeline.Tests.Sandbox;

/// <summary>The token endpoint, driven by Google's own library where it can be.</summary>
public sealed class DriveTokenTests
{
    private static readonly string[] Scopes = [DriveScope.Full];

    [Fact]
    public async Task Googles_library_signs_in_with_the_seeds_service_account()
    {
        await using var drive = await DriveHost.StartAsync(signedIn: false);
        var credential = CredentialFactory.FromJson<ServiceAccountCredential>(DriveSeed.ServiceAccountJson(drive.Base)).ToGoogleCredential();
        await SignInAsync(drive, credential.CreateScoped(Scopes));
        var about = await drive.GetAsync("drive/v3/about?fields=user/emailAddress,storageQuota/limit");
        Assert.Equal(DriveSeed.ServiceAccountEmail, (string)about["user"]!["emailAddress"]!);
        Assert.Equal("0", (string)about["storageQuota"]!["limit"]!);
    }

    [Fact]
    public async Task Googles_library_refreshes_the_seeds_refresh_token()
    {
        await using var drive = await DriveHost.StartAsync(signedIn: false);
        var json = JsonNode.Parse(DriveSeed.RefreshTokenJson(drive.Base))!;
        using var flow = new AuthorizationCodeFlow(new AuthorizationCodeFlow.Initializer("http://127.0.0.1/none", (string)json["token_uri"]!)
        {
            ClientSecrets = new ClientSecrets { ClientId = (string)json["client_id"]!, ClientSecret = (string)json["client_secret"]! },
        });
        var user = new UserCredential(flow, "me", new TokenResponse { RefreshToken = (string)json["refresh_token"]! });
        await SignInAsync(drive, user);
        await drive.GetAsync("drive/v3/files");
    }

    [Fact]
    public async Task A_service_account_uploads_into_a_shared_drive_but_not_into_a_folder_shared_with_it()
    {
        await using var drive = await DriveHost.StartAsync(signedIn: false);
        var credential = CredentialFactory.FromJson<ServiceAccountCredential>(DriveSeed.ServiceAccountJson(drive.Base)).ToGoogleCredential();
        await SignInAsync(drive, credential.CreateScoped(Scopes));
        await drive.StartUploadAsync("fits.mp4", 10);
        var refused = await drive.SendAsync(
            HttpMethod.Post, "upload/drive/v3/files?uploadType=resumable",
            new { name = "x", parents = new[] { DriveSeed.MyDriveFolderId } }, 403);
        Assert.Equal("storageQuotaExceeded", DriveHost.ReasonOf(refused));
        Assert.StartsWith(
            "Service Accounts do not have storage quota. Leverage shared drives", (string)refused["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delegated_service_account_speaks_for_a_person_who_has_storage()
    {
        await using var drive = await DriveHost.StartAsync(signedIn: false);
        var credential = CredentialFactory.FromJson<ServiceAccountCredential>(DriveSeed.ServiceAccountJson(drive.Base)).ToGoogleCredential();
        await SignInAsync(drive, credential.CreateScoped(Scopes).CreateWithUser(DriveSeed.UserEmail));
        await drive.SendAsync(
            HttpMethod.Post, "upload/drive/v3/files?uploadType=resumable", new { name = "x", parents = new[] { DriveSeed.MyDriveFolderId } });
    }

    [Fact]
    public async Task No_token_and_a_revoked_token_are_401()
    {
        await using var drive = await DriveHost.StartAsync(signedIn: false);
        await drive.GetAsync("drive/v3/files", 401);
        await drive.SignInAsync();
        await drive.GetAsync("drive/v3/files");
        drive.Store.RevokeTokens();
        Assert.Equal("authError", DriveHost.ReasonOf(await drive.GetAsync("drive/v3/files", 401)));
    }

    [Fact]
    public async Task A_token_of_another_scope_opens_nothing()
    {
        await using var drive = await DriveHost.StartAsync(signedIn: false);
        var credential = CredentialFactory.FromJson<ServiceAccountCredential>(DriveSeed.ServiceAccountJson(drive.Base)).ToGoogleCredential();
        await SignInAsync(drive, credential.CreateScoped("https://www.googleapis.com/auth/calendar"));
        Assert.Equal("insufficientPermissions", DriveHost.ReasonOf(await drive.GetAsync("drive/v3/files", 403)));
    }

    [Fact]
    public async Task Bad_grants_are_refused_as_RFC_6749_says()
    {
        await using var drive = await DriveHost.StartAsync(signedIn: false);
        using var wrong = await drive.RefreshAsync("1//other");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("invalid_grant", (string)(await DriveHost.JsonOf(wrong))["error"]!);
        drive.Store.Switches.InvalidGrant = true;
        using var revoked = await drive.RefreshAsync();
        Assert.Equal("invalid_grant", (string)(await DriveHost.JsonOf(revoked))["error"]!);
        drive.Store.ResetSwitches();
        using var notJwt = await drive.Http.PostAsync("token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
            ["assertion"] = "a.b.c",
        }));
        Assert.Equal("invalid_grant", (string)(await DriveHost.JsonOf(notJwt))["error"]!);
    }

    private static async Task SignInAsync(DriveHost drive, ITokenAccess credential)
    {
        var token = await credential.GetAccessTokenForRequestAsync();
        drive.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }
}
