namespace Pipeline.Benchmarks.Report;

/// <summary>Measured values.</summary>
internal static class Sample
{
    /// <summary>Nearest rank: always a value that was measured, the smallest that at least <paramref name="percent"/> % do not exceed.</summary>
    /// <param name="percent">Above 0, at most 100.</param>
    public static double Percentile(IReadOnlyCollection<double> values, double percent)
    {
        if (values.Count == 0) throw new ArgumentException("There is no percentile of nothing.", nameof(values));
        if (percent is not (> 0 and <= 100)) throw new ArgumentOutOfRangeException(nameof(percent), percent, "Above 0, at most 100.");
        // Before rounding up, what binary fractions add (0.07 × 100) is taken off.
        var rank = (int)Math.Ceiling(Math.Round(percent * values.Count / 100, 9));
        return values.Order().ElementAt(rank - 1);
    }

    /// <summary>The middle one; of an even number the lower of the two in the middle.</summary>
    public static double Median(IReadOnlyCollection<double> values) => Percentile(values, 50);
}
