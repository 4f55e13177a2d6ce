using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Pipeline.Sandbox.Drive;

/// <summary>Bearer tokens given out by the token endpoint.</summary>
internal sealed class AccessTokens(DriveOptions options)
{
    private readonly ConcurrentDictionary<string, (DriveAccount Account, DateTimeOffset Until)> _live = new();
    private int _issued;

    public int Issued => _issued;

    public string Issue(DriveAccount account)
    {
        Interlocked.Increment(ref _issued);
        var token = "ya29.sandbox-" + RandomNumberGenerator.GetHexString(40, lowercase: true);
        _live[token] = (account, options.Clock.GetUtcNow() + options.TokenLifetime);
        return token;
    }

    public void Revoke() => _live.Clear();

    /// <exception cref="DriveRefusal">401 unless the header carries a live token of this Sandbox.</exception>
    public DriveAccount Require(string? authorization)
    {
        if (string.IsNullOrEmpty(authorization))
        {
            throw new DriveRefusal(401, "required", "Login Required.", "Authorization");
        }

        const string Scheme = "Bearer ";
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && _live.TryGetValue(authorization[Scheme.Length..].Trim(), out var known)
            && known.Until > options.Clock.GetUtcNow()
                ? known.Account
                : throw DriveRefusal.InvalidCredentials();
    }
}
