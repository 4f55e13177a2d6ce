using System.Globalization;
using System.Text;

namespace Pipeline.Tests.Support;

/// <summary>Word error rate: Levenshtein distance over words divided by the number of reference words.</summary>
public static class WordErrorRate
{
    public static double Of(string reference, string heard)
    {
        var (wanted, got) = (Words(reference), Words(heard));
        return (double)Distance(wanted, got) / Math.Max(1, wanted.Length);
    }

    /// <summary>Lower case, typographic apostrophes straight, everything but letters, marks, digits and apostrophes is a space.</summary>
    public static string[] Words(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Replace('’', '\'').EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value == '\'' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
                normal.Append(rune);
            else
                normal.Append(' ');
        }

        return normal.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static int Distance(string[] a, string[] b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, substituted);
            }
        }

        return row[b.Length];
    }
}
