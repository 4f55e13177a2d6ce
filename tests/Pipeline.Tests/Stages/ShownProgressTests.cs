using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Stages;

/// <summary>The columns that show how far a video is.</summary>
public sealed class ShownProgressTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_figure_that_says_something_is_shown_at_once_though_nothing_was_said_a_moment_before()
    {
        await using var rig = await StageRig.Create();
        rig.Channel = rig.Channel with { FieldMap = new Dictionary<string, string> { [FieldKey.Progress] = "Progress" } };
        using var job = await rig.Context();

        await job.Report(JobStage.Download, 0, "Looking at the video", Ct);
        Assert.Null(await Shown(rig));
        await job.Report(JobStage.Download, 100, "Downloaded", Ct);

        Assert.Equal(new BoardValue.Percent(20), await Shown(rig));
    }

    [Fact]
    public void A_job_that_begins_takes_back_what_the_bar_showed_of_an_earlier_run()
    {
        var channel = new Channel { Name = "talks", Action = ChannelAction.UpdateOrigin, FieldMap = new Dictionary<string, string> { [FieldKey.Progress] = "Progress" } };
        var job = new VideoJob { Id = JobId.New(DateTimeOffset.UtcNow), Source = SourceKind.Web, SourceUrl = "https://video.example/1", Channel = "talks", NotionPageId = "page-1", AcceptedAt = default, DueAt = default };

        BoardValue? Bar(VideoJob of, string word) => BoardUpdates.Word(of, channel, word, default).OfType<BoardWrite.Values>()
            .Select(v => v.Fields.GetValueOrDefault(FieldKey.Progress)).SingleOrDefault(v => v is not null);
        Assert.Equal(new BoardValue.Percent(0), Bar(job, channel.StatusWords.Processing));
        Assert.Null(Bar(job with { Stage = JobStage.Upload }, channel.StatusWords.Processing));
        Assert.Null(Bar(job, channel.StatusWords.Downloading));
    }

    private static async Task<BoardValue?> Shown(StageRig rig) =>
        (await rig.Db.Outbox.Next(OutboxQuery.All(DateTimeOffset.MaxValue), Ct))?.Entries.Single(e => e.Field == FieldKey.Progress).Value;
}
