using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Files;

namespace Pipeline.Adapters.Storage;

/// <summary>Seals what must not lie in the database in clear (AES-256-GCM). The key is a file beside the database,
/// <c>secret.key</c>, readable by its owner only: a copy of the database alone gives nothing away.</summary>
public sealed class SecretBox
{
    private const string Prefix = "v1:";
    private const int KeyBytes = 32;
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    private readonly byte[] _key;

    private SecretBox(byte[] key) => _key = key;

    /// <summary>Opens the box of this data directory; the first time, its key is made.</summary>
    /// <exception cref="StorageException">The key file is there and is no key.</exception>
    public static SecretBox Open(string dataDirectory)
    {
        var path = Path.Combine(DataDirectory.Create(dataDirectory), "secret.key");
        if (!File.Exists(path)) CreateKey(path);
        var key = File.ReadAllBytes(path);
        return key.Length == KeyBytes
            ? new SecretBox(key)
            : throw new StorageException(
                $"{path} holds {key.Length} bytes instead of {KeyBytes}: restore it from a backup, or delete it (uploads in flight then begin anew).");
    }

    /// <param name="context">What the secret belongs to; it can be opened in the same context only.</param>
    public string Seal(string secret, string context)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(
            nonce, plain, sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(context));
        return Prefix + Convert.ToBase64String(sealedBytes);
    }

    /// <summary>The secret; null when it was sealed with another key or in another context, or is damaged.</summary>
    public string? Unseal(string text, string context)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        Span<byte> bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length) || length < NonceBytes + TagBytes) return null;
        var plain = new byte[length - NonceBytes - TagBytes];
        using var aes = new AesGcm(_key, TagBytes);
        try
        {
            aes.Decrypt(
                bytes[..NonceBytes], bytes[(NonceBytes + TagBytes)..length], bytes.Slice(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(context));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>Whole or not at all: written aside, then renamed. Of two processes one wins, and both read the winner's.</summary>
    private static void CreateKey(string path)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }

        if (!ExclusiveMove.Try(temporary, path)) File.Delete(temporary);
    }
}
