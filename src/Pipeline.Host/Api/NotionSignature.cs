using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Host.Api;

/// <summary>Header X-Notion-Signature: <c>sha256=</c> and the HMAC-SHA256 of the raw body in hex, keyed with the handshake's token (notion-api.md §6).</summary>
public static class NotionSignature
{
    public const string Header = "X-Notion-Signature";
    private const string Prefix = "sha256=";

    public static bool Matches(string token, ReadOnlySpan<byte> body, string? header)
    {
        if (header is null || !header.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), body, expected);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(expected)), Encoding.ASCII.GetBytes(header[Prefix.Length..].ToLowerInvariant()));
    }
}
