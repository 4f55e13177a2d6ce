using Pipeline.Benchmarks.Report;

namespace Pipeline.Tests.Benchmarks;

/// <summary>A figure that is computed wrongly looks like one that is right.</summary>
public sealed class SampleTests
{
    [Theory]
    [InlineData(5, 1)]
    [InlineData(50, 10)]
    [InlineData(51, 11)]
    [InlineData(95, 19)]
    [InlineData(96, 20)]
    [InlineData(100, 20)]
    public void A_percentile_is_the_smallest_value_that_so_many_do_not_exceed(int percent, double expected) =>
        Assert.Equal(expected, Sample.Percentile([.. Enumerable.Range(1, 20).Select(n => (double)n).Reverse()], percent));

    [Fact]
    public void Of_thirty_values_the_95th_percentile_leaves_one_out() =>
        Assert.Equal(29, Sample.Percentile([.. Enumerable.Range(1, 30).Select(n => (double)n)], 95));

    [Fact]
    public void Nothing_has_no_percentile() => Assert.Throws<ArgumentException>(() => Sample.Percentile([], 50));
}
