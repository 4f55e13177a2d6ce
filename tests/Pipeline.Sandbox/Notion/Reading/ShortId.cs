using System.Security.Cryptography;

namespace Pipeline.Sandbox.Notion.Reading;

/// <summary>Ids of columns and options: four characters, some of which must be percent-encoded, as Notion's are.</summary>
internal static class ShortId
{
    private const string Alphabet = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789^@~|<";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, 4);
}
