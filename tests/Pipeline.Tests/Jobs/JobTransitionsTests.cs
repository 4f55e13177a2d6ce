using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Jobs;

public sealed class JobTransitionsTests
{
    public static TheoryData<JobStatus, JobEvent> Everything()
    {
        var data = new TheoryData<JobStatus, JobEvent>();
        foreach (var status in Enum.GetValues<JobStatus>())
            foreach (var @event in Enum.GetValues<JobEvent>()) data.Add(status, @event);
        return data;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_step_is_in_the_table_or_it_throws(JobStatus from, JobEvent @event)
    {
        if (JobTransitions.IsAllowed(from, @event))
            Assert.Contains((from, @event, JobTransitions.Next(from, @event)), JobTransitions.All);
        else
            Assert.Throws<InvalidOperationException>(() => JobTransitions.Next(from, @event));
    }

    [Fact]
    public void Every_event_leads_to_one_status_wherever_it_starts() => Assert.All(
        JobTransitions.All.GroupBy(t => t.Event),
        steps => Assert.Equal(JobTransitions.Target(steps.Key), Assert.Single(steps.Select(t => t.To).Distinct())));

    [Fact]
    public void From_every_status_a_way_leads_back_to_pending()
    {
        var reached = new HashSet<JobStatus> { JobStatus.Pending };
        while (JobTransitions.All.Where(t => reached.Contains(t.To)).Select(t => t.From).Any(reached.Add))
        {
        }

        Assert.Equal(Enum.GetValues<JobStatus>().Order(), reached.Order());
    }

    [Fact]
    public void A_job_that_has_ended_moves_by_a_retry_only() =>
        Assert.All(JobTransitions.All.Where(t => !JobTransitions.IsOpen(t.From)), t => Assert.Equal(JobEvent.Retried, t.Event));
}
