using Pipeline.Core.Board;
using Pipeline.Host.Scheduling;

namespace Pipeline.Tests.Scheduling;

/// <summary>When which table is looked at.</summary>
public sealed class PollPlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 10, 0, 0, TimeSpan.Zero);
    private readonly PollPlan _plan = new(new PollingOptions());

    public PollPlanTests() => _plan.Knows([new BoardTable("videos", "base", ["a%40b", "title"]), new BoardTable("talks", "other", ["x"])]);

    [Fact]
    public void Without_wake_ups_every_tick_is_a_look()
    {
        _plan.Begin("videos", Start);
        Assert.True(_plan.IsDue("videos", Start.AddSeconds(3)));
    }

    [Theory]
    [InlineData("videos")]
    [InlineData("base")]
    public void A_wake_up_brings_the_next_look_forward_and_stretches_those_after_it(string table)
    {
        _plan.Wake(table, ["a@b"], Start);
        Assert.True(_plan.IsDue("videos", Start));
        Assert.True(_plan.Begin("videos", Start));
        Assert.False(_plan.IsDue("videos", Start.AddSeconds(29)));
        Assert.True(_plan.IsDue("videos", Start.AddSeconds(30)));
        Assert.True(_plan.IsDue("talks", Start));
        Assert.False(_plan.Begin("talks", Start));
    }

    [Fact]
    public void Columns_that_say_nothing_show_that_wake_ups_are_alive_and_cause_no_look()
    {
        _plan.Begin("videos", Start);
        _plan.Wake("videos", ["zzz"], Start);
        Assert.False(_plan.IsDue("videos", Start.AddSeconds(3)));
    }

    [Fact]
    public void Wake_ups_that_stop_coming_vouch_for_half_an_hour()
    {
        _plan.Wake("videos", null, Start);
        _plan.Begin("videos", Start.AddMinutes(31));
        Assert.True(_plan.IsDue("videos", Start.AddMinutes(31).AddSeconds(3)));
    }

    [Fact]
    public void A_row_that_came_unannounced_ends_the_trust_in_wake_ups()
    {
        _plan.Wake("videos", null, Start);
        _plan.Begin("videos", Start);
        _plan.Begin("videos", Start.AddSeconds(30));
        _plan.FoundUnannounced("videos", Start.AddSeconds(31));
        Assert.True(_plan.IsDue("videos", Start.AddSeconds(33)));
        _plan.Wake("videos", ["zzz"], Start.AddSeconds(40));
        _plan.Begin("videos", Start.AddSeconds(40));
        Assert.True(_plan.IsDue("videos", Start.AddSeconds(43)));
    }

    [Fact]
    public void An_event_without_a_place_wakes_every_table_and_vouches_for_none()
    {
        _plan.Wake(null, null, Start);
        Assert.All((string[])["videos", "talks"], table => Assert.True(_plan.Begin(table, Start)));
        Assert.True(_plan.IsDue("videos", Start.AddSeconds(3)));
    }

    [Fact]
    public void A_failure_is_news_once_and_so_is_its_end()
    {
        Assert.Equal((true, false, true), (_plan.Fails("a", "one"), _plan.Fails("a", "one"), _plan.Fails("a", "two")));
        Assert.Equal((true, false), (_plan.Works("a"), _plan.Works("a")));
    }
}
