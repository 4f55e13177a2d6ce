using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Running;

namespace Pipeline.Tests.Running;

/// <summary>What a team member reads in the row: what happened, whose turn it is, what to do.</summary>
public sealed class RowSentenceTests
{
    private static readonly DateTimeOffset Due = new(2026, 11, 22, 14, 5, 0, TimeSpan.Zero);
    private static readonly JobError Private = new(ErrorClass.Access, "private", "The video is private. Ask its owner for access, then set the row back.");
    private static readonly JobError Network = new(ErrorClass.Transient, "network", "The connection to x failed.");

    public static TheoryData<ChannelTrigger?, string> Triggers => new()
    {
        { new ChannelTrigger.Word("Bitte"), "then set the status back to Bitte." },
        { new ChannelTrigger.EmptyStatus(), "then empty the status." },
        { new ChannelTrigger.Checkbox("Go"), "then tick \"Go\" again." },
        { new ChannelTrigger.EmptyPageLink(), "then empty \"Transcript\" in the row it came from." },
        { null, "then send it again." },
    };

    [Theory]
    [MemberData(nameof(Triggers))]
    public void It_ends_with_what_starts_this_channels_rows(ChannelTrigger? trigger, string end) =>
        Assert.Equal("The video is private. Ask its owner for access, " + end, new RowSentence().Final(Private, Channel(trigger), 1, false));

    [Fact]
    public void While_the_worker_tries_again_nobody_has_to_do_anything() => Assert.Equal(
        "The connection to x failed. The worker tries again at 14:05 UTC (attempt 1 of 3 failed); nobody has to do anything.",
        new RowSentence().Again(Network, Channel(new ChannelTrigger.Word("Queued")), 1, 3, Due));

    [Theory]
    [InlineData(true, "It was tried 3 times. The worker tries again later by itself; to try at once, set the status back to Queued.")]
    [InlineData(false, "It was tried 3 times. Look at the link, then set the status back to Queued to try again.")]
    public void After_the_last_attempt_it_does_not_promise_another_one(bool sweeps, string end) =>
        Assert.Equal("The connection to x failed. " + end, new RowSentence().Final(Network, Channel(new ChannelTrigger.Word("Queued")), 3, sweeps));

    [Fact]
    public void A_full_disk_is_the_operators_turn() => Assert.Equal(
        "The disk is full. The operator must make room; then it goes on by itself.",
        new RowSentence().Again(new(ErrorClass.Local, "disk-full", "The disk is full. The operator must make room; then it goes on by itself."), Channel(null), 1, 3, Due));

    private static Channel Channel(ChannelTrigger? trigger) => new()
    {
        Name = "talks", Action = ChannelAction.CreateNewPage, Trigger = trigger,
        Origin = new ChannelOrigin { FieldMap = new Dictionary<string, string> { [FieldKey.PageLink] = "Transcript" } },
    };
}
