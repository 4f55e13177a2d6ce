using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Sandbox.Drive;

/// <summary>
/// File ids: 33 characters starting with "1". The last four are a check of the others, so that an id which
/// files.generateIds did not make is refused even after a restart of the Sandbox.
/// </summary>
internal static class DriveId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static string New()
    {
        var stem = "1" + RandomNumberGenerator.GetString(Alphabet, 28);
        return stem + Check(stem);
    }

    public static bool IsUsable(string id) => id.Length == 33 && id[0] == '1' && id[29..] == Check(id[..29]);

    public static string ForRoot(string email) => "0A" + Letters(email, 13) + "Uk9PVA";

    private static string Check(string stem) => Letters(stem, 4);

    private static string Letters(string text, int count) =>
        string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(text)).Take(count).Select(b => Alphabet[b % 64]));
}
