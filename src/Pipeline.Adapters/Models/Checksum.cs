using System.Security.Cryptography;

namespace Pipeline.Adapters.Models;

/// <summary>What a whole file must hash to.</summary>
/// <param name="Algorithm">SHA-1, as whisper.cpp publishes it, or SHA-256.</param>
/// <param name="Hex">Lower case.</param>
public sealed record Checksum(HashAlgorithmName Algorithm, string Hex)
{
    /// <summary>From 40 (SHA-1) or 64 (SHA-256) hex digits; null for anything else.</summary>
    public static Checksum? Parse(string? hex) => hex switch
    {
        { Length: 40 } when hex.All(char.IsAsciiHexDigit) => new Checksum(HashAlgorithmName.SHA1, hex.ToLowerInvariant()),
        { Length: 64 } when hex.All(char.IsAsciiHexDigit) => new Checksum(HashAlgorithmName.SHA256, hex.ToLowerInvariant()),
        _ => null,
    };

    public async Task<bool> Fits(string path, CancellationToken ct) => await Of(path, Algorithm, ct) == Hex;

    /// <summary>Lower-case hex of a file's hash.</summary>
    public static async Task<string> Of(string path, HashAlgorithmName algorithm, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(algorithm);
        var block = new byte[1 << 20];
        int count;
        while ((count = await file.ReadAsync(block, ct)) > 0) hash.AppendData(block.AsSpan(0, count));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
