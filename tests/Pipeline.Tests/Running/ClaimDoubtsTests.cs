using Pipeline.Core.Jobs;
using Pipeline.Core.Running;

namespace Pipeline.Tests.Running;

/// <summary>How long a claim waits for those of other workers.</summary>
public sealed class ClaimDoubtsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 10, 0, 0, TimeSpan.Zero);
    private readonly JobId _job = JobId.New(Start);
    private readonly ClaimDoubts _doubts = new();

    [Theory]
    [InlineData(0.4, 1)]
    [InlineData(1, 1)]
    [InlineData(1.5, 7)]
    [InlineData(10, 24)]
    [InlineData(300, 184)]
    public void The_wait_grows_with_the_time_between_reading_and_writing(double gap, double wait)
    {
        _doubts.Reading(_job, Start);
        Assert.Equal(wait, _doubts.Wait(_job, false, Start.AddSeconds(gap)).TotalSeconds);
    }

    [Fact]
    public void What_has_been_waited_counts_and_a_new_reading_begins_anew()
    {
        _doubts.Reading(_job, Start);
        _doubts.Wait(_job, false, Start.AddSeconds(10));
        Assert.Equal(4, _doubts.Wait(_job, false, Start.AddSeconds(30)).TotalSeconds);
        Assert.Equal(TimeSpan.Zero, _doubts.Wait(_job, false, Start.AddSeconds(34)));
        _doubts.Reading(_job, Start.AddSeconds(60));
        Assert.Equal(1, _doubts.Wait(_job, false, Start.AddSeconds(60.2)).TotalSeconds);
    }

    /// <summary>After a restart nobody knows when the row was read.</summary>
    [Fact]
    public void A_claim_of_an_earlier_process_waits_the_longest_unless_its_run_had_begun()
    {
        Assert.Equal(184, _doubts.Wait(_job, begun: false, Start).TotalSeconds);
        _doubts.Forget(_job);
        Assert.Equal(1, _doubts.Wait(_job, begun: true, Start).TotalSeconds);
    }

    /// <summary>Whenever the other claim covers ours: the look after it, and the time to put ours back, lie within the other's wait.</summary>
    [Fact]
    public void Every_look_of_the_run_that_has_begun_comes_before_the_other_ones_wait_ends()
    {
        for (var late = 1.1; late <= 90; late += 0.1)
        {
            _doubts.Reading(_job, Start);
            var waited = late + _doubts.Wait(_job, false, Start.AddSeconds(late)).TotalSeconds;
            // At the earliest the run began when the row was read, at the latest right before the other claim came.
            foreach (var began in (double[])[0, late / 2, late])
                Assert.True(began + ClaimDoubts.Ages.First(age => began + age.TotalSeconds >= late).TotalSeconds + 2 <= waited, $"late by {late}, begun at {began}");
        }
    }
}
