namespace Pipeline.Benchmarks.Report;

/// <summary>Measured values.</summary>
internal static class Sample
{
    /// <summary>Nearest rank: always a value that was measured, the smallest that at least <paramref name="percent"/> % do not exceed.</summary>
    /// <param name="percent">1 to 100.</param>
    public static double Percentile(IReadOnlyCollection<double> values, int percent)
    {
        if (values.Count == 0) throw new ArgumentException("There is no percentile of nothing.", nameof(values));
        if (percent is < 1 or > 100) throw new ArgumentOutOfRangeException(nameof(percent), percent, "1 to 100.");
        // In whole numbers: 0.07 × 100 is more than 7, and its rank would be 8.
        var rank = ((percent * values.Count) + 99) / 100;
        return values.Order().ElementAt(rank - 1);
    }
}
