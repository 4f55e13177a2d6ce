using System.Text;

namespace Pipeline.Sandbox.Drive;

/// <summary>A word, sign or quoted string of a search.</summary>
internal readonly record struct SearchToken(string Text, bool IsString)
{
    private static readonly string[] Signs = ["!=", "<=", ">=", "=", "<", ">", "(", ")", "{", "}"];

    public static List<SearchToken> Split(string text)
    {
        List<SearchToken> tokens = [];
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text[at] == '\'')
            {
                tokens.Add(new SearchToken(Quoted(text, ref at), true));
            }
            else
            {
                tokens.Add(new SearchToken(Word(text, ref at), false));
            }
        }

        return tokens;
    }

    public static DriveRefusal Bad() => DriveRefusal.Invalid("Invalid Value", "q");

    /// <summary>A backslash escapes a quote or a backslash.</summary>
    private static string Quoted(string text, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != '\''; at++)
        {
            if (text[at] == '\\' && ++at == text.Length)
            {
                throw Bad();
            }

            value.Append(text[at]);
        }

        return at++ < text.Length ? value.ToString() : throw Bad();
    }

    private static string Word(string text, ref int at)
    {
        var start = at;
        if (Signs.FirstOrDefault(s => string.CompareOrdinal(text, start, s, 0, s.Length) == 0) is { } sign)
        {
            at += sign.Length;
            return sign;
        }

        while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
        {
            at++;
        }

        return at > start ? text[start..at] : throw Bad();
    }
}
