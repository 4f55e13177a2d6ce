using Pipeline.Core.Board;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Core.Stages;
using Pipeline.Core.Transcripts;
using Pipeline.Tests.Board;
using Pipeline.Tests.Ffmpeg;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Stages;

/// <summary>The page fills while the engine listens, and a job that only waits for Notion holds no slot.</summary>
public sealed class GrowingPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_appends_arrive_before_the_last_piece_is_sent_to_the_engine()
    {
        var page = Guid.NewGuid().ToString();
        await using var rig = await StageRig.Create(page);
        await using var road = new SenderFixture(rig.Db.Directory);
        await road.InitializeAsync();
        await road.Restart("talks");
        road.Notion.AddPage(road.Table.DataSourceId, new Dictionary<string, string?>(), page);
        await road.Start();
        await rig.Downloaded(await TestMedia.Mp4());
        rig.Engine.Spans = [.. Enumerable.Range(0, 5).Select(n => new SpeechSpan(n * 0.75, (n * 0.75) + 0.2))];
        rig.Engine.Answers.Clear();
        rig.Engine.Answers.Enqueue(Engine.Said("en", string.Join(' ', Enumerable.Repeat("A rather long sentence", 15)) + "."));
        int Paragraphs() => road.Notion.Blocks(page).Sum(toggle => toggle.Children.Count);
        int Appends() => road.Sandbox.Journal.Entries.Count(e => e is { Method: "PATCH", Status: 200 } && e.Target.EndsWith("/children", StringComparison.Ordinal));
        var appendsBefore = new List<int>();
        rig.Engine.Hears = async asked =>
        {
            // The engine takes its time; what was finished before the piece that was heard last is on the page meanwhile.
            await Eventually.True(() => Paragraphs() >= asked - 1, SenderFixture.Limit, () => $"the page before request {asked}");
            appendsBefore.Add(Appends());
        };

        await rig.Transcribe();
        Assert.IsType<StageOutcome.Snooze>(await rig.Publish());
        await road.Empty();

        Assert.Equal(5, appendsBefore.Count);
        Assert.InRange(appendsBefore[^1], 3, 4);
        Assert.Equal(5, Assert.Single(road.Notion.Blocks(page)).Children.Count);
        Assert.StartsWith("Transcript · en · 0:04 min · an engine", road.Notion.Blocks(page)[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_longer_the_page_the_larger_the_steps_in_which_it_grows()
    {
        await using var rig = await StageRig.Create();
        var (page, job) = (new GrowingPage(), await rig.Context());
        var sentence = string.Join(' ', Enumerable.Repeat("A rather long sentence", 15)) + ".";
        var steps = new List<int>();
        for (var i = 0; i < 240; i++)
        {
            page.Heard(job, new TranscribedPiece(new Piece(i, i * 60, (i + 1) * 60), "f", "en", [new Segment(i * 60, (i * 60) + 50, sentence, [])]));
            await page.Show(job, Ct);
            var next = await rig.Db.Outbox.Next(OutboxQuery.All(rig.Db.Clock.Now), Ct);
            if (next?.Entries.Select(e => e.Write).OfType<BoardWrite.Transcript>().SingleOrDefault() is { } write && write.Paragraphs.Count != steps.LastOrDefault())
                steps.Add(write.Paragraphs.Count);
        }

        Assert.Equal(Enumerable.Range(1, 15), steps.Take(15));
        Assert.InRange(steps.Count, 30, 64);
        Assert.InRange(steps[^1], 224, 239);
    }

    [Fact]
    public async Task A_job_that_waits_for_a_Notion_that_is_away_gives_its_slot_back_at_once()
    {
        await using var rig = await StageRig.Create();
        await rig.Downloaded(await TestMedia.Mp4());
        await rig.Transcribe();
        await rig.Publish();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var batch = await rig.Db.Outbox.Next(OutboxQuery.All(rig.Db.Clock.Now), Ct);
            await rig.Db.Outbox.Postpone(batch!, rig.Db.Clock.Now, "Notion cannot be reached.", OutboxHold.None, Ct);
        }

        var outcome = await rig.Publish(patience: 3600);

        Assert.Contains("Notion cannot be reached.", Assert.IsType<StageOutcome.Snooze>(outcome).Reason, StringComparison.Ordinal);
    }
}
