using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>
/// Reads the JWT of a service account and checks its claims. The signature is not checked: keys are made anew by each
/// process, and signing is the business of Google.Apis.Auth, which is not ours to test.
/// </summary>
internal static class ServiceAccountAssertion
{
    /// <exception cref="TokenRefusal">invalid_grant or invalid_scope, in Google's words.</exception>
    public static DriveAccount Read(string jwt)
    {
        var parts = jwt.Split('.');
        if (parts.Length != 3 || parts[2].Length == 0)
        {
            throw Invalid("Invalid JWT: it has to be three base64url parts.");
        }

        if ((string?)Decode(parts[0])["alg"] != "RS256")
        {
            throw Invalid("Invalid JWT: the algorithm has to be RS256.");
        }

        var claims = Decode(parts[1]);
        var issuer = Text(claims, "iss");
        CheckTimes(claims);
        if (!issuer.Contains('@') || !Text(claims, "aud").EndsWith("/token", StringComparison.Ordinal))
        {
            throw Invalid("Invalid JWT: iss has to be the account's address, aud the token endpoint.");
        }

        var scopes = Text(claims, "scope").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (scopes.Length == 0)
        {
            throw new TokenRefusal(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.");
        }

        // Domain-wide delegation: "sub" is the person spoken for, who has storage.
        var subject = (string?)claims["sub"];
        return new DriveAccount(subject ?? issuer, issuer, subject is not null && subject != issuer, scopes);
    }

    private static void CheckTimes(JsonObject claims)
    {
        if (claims["iat"]?.GetValueKind() != JsonValueKind.Number || claims["exp"]?.GetValueKind() != JsonValueKind.Number)
        {
            throw Invalid("Invalid JWT: iat and exp are required.");
        }

        var life = claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>();
        if (life is <= 0 or > 3600)
        {
            throw Invalid("Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
                + "Check your iat and exp values in the JWT claim.");
        }
    }

    private static string Text(JsonObject claims, string name) =>
        claims[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Invalid($"Invalid JWT: {name} is missing.");

    private static JsonObject Decode(string part)
    {
        try
        {
            return JsonNode.Parse(Base64Url.DecodeFromChars(part)) as JsonObject ?? throw Invalid("Invalid JWT: a part is not an object.");
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw Invalid($"Invalid JWT: {e.Message}");
        }
    }

    private static TokenRefusal Invalid(string message) => new(400, "invalid_grant", message);
}
