using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Auth.OAuth2.Responses;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Drive;

/// <summary>One loaded credential: gives the current access token, or asks for a new one.</summary>
/// <param name="Current">Cached until shortly before it expires.</param>
internal sealed record DriveCredential(
    DriveAccount Account, Func<CancellationToken, Task<string>> Current, Func<CancellationToken, Task> Renew)
{
    /// <summary>All of Drive: folders that people made, and source files, are not visible to the narrower drive.file scope.</summary>
    private const string Scope = "https://www.googleapis.com/auth/drive";

    private const string GoogleTokenAddress = "https://oauth2.googleapis.com/token";
    private const string GoogleSignInAddress = "https://accounts.google.com/o/oauth2/auth";

    /// <exception cref="JobFailureException">The JSON is no credential of a kind that is served.</exception>
    public static DriveCredential Read(string json, string impersonate)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            var root = parsed.RootElement;
            return (Text(root, "type"), Text(root, "refresh_token")) switch
            {
                ("service_account", _) => ServiceAccount(json, Text(root, "client_email") ?? "the service account", impersonate),
                ("authorized_user" or null, not null) => RefreshToken(root, impersonate),
                var (type, _) => throw Unusable($"its type is {type ?? "missing"}"),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            // The messages of parsers may quote the file, which is a secret.
            throw Unusable($"it cannot be read ({e.GetType().Name})");
        }
    }

    private static DriveCredential ServiceAccount(string json, string email, string impersonate)
    {
        var credential = CredentialFactory.FromJson<ServiceAccountCredential>(json).ToGoogleCredential().CreateScoped(Scope);
        if (impersonate.Length > 0) credential = credential.CreateWithUser(impersonate);
        var account = (ServiceAccountCredential)credential.UnderlyingCredential;
        return new DriveCredential(
            impersonate.Length > 0 ? new DriveAccount(impersonate, false) : new DriveAccount(email, true),
            ct => account.GetAccessTokenForRequestAsync(cancellationToken: ct),
            account.RequestAccessTokenAsync);
    }

    /// <summary>Not through CredentialFactory: it ignores <c>token_uri</c> of an authorized_user (media-and-drive.md §1.2).</summary>
    private static DriveCredential RefreshToken(JsonElement root, string impersonate)
    {
        if (impersonate.Length > 0)
            throw Unusable("Drive:ImpersonateUser is set, which only a service account can do; clear that setting or use a service account's key");
        var flow = new AuthorizationCodeFlow(new AuthorizationCodeFlow.Initializer(GoogleSignInAddress, Text(root, "token_uri") ?? GoogleTokenAddress)
        {
            ClientSecrets = new ClientSecrets { ClientId = Needed(root, "client_id"), ClientSecret = Needed(root, "client_secret") },
        });
        var credential = new UserCredential(flow, "me", new TokenResponse { RefreshToken = Needed(root, "refresh_token") });
        return new DriveCredential(
            new DriveAccount("the signed-in Google account", false),
            ct => credential.GetAccessTokenForRequestAsync(cancellationToken: ct),
            credential.RefreshTokenAsync);
    }

    private static string Needed(JsonElement root, string name) => Text(root, name) ?? throw Unusable($"{name} is missing");

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static JobFailureException Unusable(string why) => new(
        ErrorClass.Operator, "drive-credentials",
        $"The file in Drive:CredentialsFile is no usable Google credential: {why}. Ask the operator to repair it, then set the row back. "
        + "It must be a service account's key, or JSON with type authorized_user, client_id, client_secret and refresh_token.");
}
