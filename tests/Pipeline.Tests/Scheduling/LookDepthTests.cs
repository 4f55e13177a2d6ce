using Pipeline.Core.Channels;
using Pipeline.Host.Scheduling;

namespace Pipeline.Tests.Scheduling;

/// <summary>When a look may leave out rows that nobody has edited.</summary>
public sealed class LookDepthTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 10, 0, 30, TimeSpan.Zero);
    private static readonly Channel Talks = new() { Name = "talks", Action = ChannelAction.UpdateOrigin };
    private readonly LookDepth _depth = new();

    [Fact]
    public void After_a_whole_look_at_hundreds_of_old_rows_the_edited_ones_are_enough_with_five_minutes_of_overlap_for_ten_minutes()
    {
        Assert.Null(Since(0));
        Whole();
        Assert.Equal(Start.AddMinutes(-5), Since(0.05));
        Assert.Equal(Start.AddMinutes(-5), Since(9.9));
        Assert.Null(Since(10));
    }

    [Fact]
    public void A_clock_that_is_set_back_makes_the_next_look_a_whole_one()
    {
        Whole();
        Assert.Null(Since(-1));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(500, false)]
    public void Rows_that_one_request_answers_or_that_wait_for_something_are_all_fetched_each_time(int rows, bool settled)
    {
        Whole();
        Whole(rows, settled);
        Assert.Null(Since(0.05));
    }

    [Fact]
    public void Another_decision_about_old_rows_or_other_channels_or_a_doubt_make_the_next_look_a_whole_one()
    {
        Whole();
        Assert.Null(_depth.EditedSince("videos", [Talks], 0, Start));
        Assert.Null(_depth.EditedSince("videos", [Talks, Talks with { Name = "second" }], 500, Start));
        Assert.Null(_depth.EditedSince("videos", [Talks with { Trigger = new ChannelTrigger.EmptyStatus() }], 500, Start));
        Assert.Null(_depth.EditedSince("others", [Talks], 500, Start));
        Assert.NotNull(Since(0));
        _depth.Doubt("videos");
        Assert.Null(Since(0));
    }

    private DateTimeOffset? Since(double minutes) => _depth.EditedSince("videos", [Talks], 500, Start.AddMinutes(minutes));

    private void Whole(int rows = 500, bool settled = true) => _depth.Whole("videos", [Talks], 500, Start, rows, settled);
}
