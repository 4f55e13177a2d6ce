namespace Pipeline.Tests.Accuracy;

/// <summary>Which word of what was heard stands for which word of a script. A misheard word costs by its letters, so that of two
/// neighbours the one that sounds alike is taken.</summary>
internal static class WordAlignment
{
    /// <summary>A word more or less.</summary>
    private const double Gap = 0.6;

    /// <summary>For each word of the script the index of the heard one, or null: left out.</summary>
    public static int?[] Of(IReadOnlyList<string> script, IReadOnlyList<string> heard)
    {
        var cost = new double[script.Count + 1, heard.Count + 1];
        for (var i = 0; i <= script.Count; i++)
            for (var j = 0; j <= heard.Count; j++)
                cost[i, j] = Cheapest(cost, i, j, i > 0 && j > 0 ? Difference(script[i - 1], heard[j - 1]) : 0);

        var pairs = new int?[script.Count];
        for (var (i, j) = (script.Count, heard.Count); i > 0;)
        {
            if (j > 0 && cost[i, j] == cost[i - 1, j - 1] + Difference(script[i - 1], heard[j - 1])) pairs[--i] = --j;
            else if (cost[i, j] == cost[i - 1, j] + Gap) i--;
            else j--;
        }

        return pairs;
    }

    private static double Cheapest(double[,] cost, int i, int j, double difference)
    {
        if (i == 0) return j * Gap;
        if (j == 0) return i * Gap;
        return Math.Min(cost[i - 1, j - 1] + difference, Math.Min(cost[i - 1, j], cost[i, j - 1]) + Gap);
    }

    /// <summary>0: the same; 1: no letter in common.</summary>
    private static double Difference(string a, string b)
    {
        if (a == b) return 0;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1] / (double)Math.Max(a.Length, b.Length);
    }
}
