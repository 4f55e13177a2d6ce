using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>OAuth token endpoint: JWT bearer (RFC 7523) for service accounts, refresh_token for people.</summary>
internal static class TokenEndpoint
{
    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public static async Task<IResult> HandleAsync(HttpRequest request, DriveStore store)
    {
        try
        {
            var form = await RequestBody.FormAsync(request);
            if (store.Switches.InvalidGrant)
            {
                throw new TokenRefusal(400, "invalid_grant", "Token has been expired or revoked.");
            }

            var account = form.GetValueOrDefault("grant_type") switch
            {
                JwtBearer => ServiceAccountAssertion.Read(form.GetValueOrDefault("assertion") ?? ""),
                "refresh_token" => Refresh(form),
                var other => throw new TokenRefusal(400, "unsupported_grant_type", $"Invalid grant_type: {other}"),
            };
            return Results.Json(new JsonObject
            {
                ["access_token"] = store.Tokens.Issue(account),
                ["expires_in"] = (int)store.Options.TokenLifetime.TotalSeconds - 1,
                ["scope"] = string.Join(' ', account.Scopes),
                ["token_type"] = "Bearer",
            });
        }
        catch (TokenRefusal refusal)
        {
            return Results.Json(
                new JsonObject { ["error"] = refusal.Error, ["error_description"] = refusal.Message }, statusCode: refusal.Status);
        }
    }

    private static DriveAccount Refresh(Dictionary<string, string> form)
    {
        if (form.GetValueOrDefault("client_id") != DriveSeed.ClientId || form.GetValueOrDefault("client_secret") != DriveSeed.ClientSecret)
        {
            throw new TokenRefusal(401, "invalid_client", "The OAuth client was not found.");
        }

        return form.GetValueOrDefault("refresh_token") == DriveSeed.RefreshToken
            ? new DriveAccount(DriveSeed.UserEmail, DriveSeed.ClientId, true, [DriveScope.Full])
            : throw new TokenRefusal(400, "invalid_grant", "Token has been expired or revoked.");
    }
}
