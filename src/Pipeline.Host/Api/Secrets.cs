using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Host.Api;

/// <summary>Compares what a caller sent with what it should be, in a time that says nothing.</summary>
internal static class Secrets
{
    /// <remarks>Hashes have one length, so the comparison tells nothing about the secret's.</remarks>
    public static bool Same(string? given, string secret) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
