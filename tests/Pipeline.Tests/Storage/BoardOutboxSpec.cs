using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Storage;

public abstract class BoardOutboxSpec(Func<Task<TestStorage>> open) : StorageSpec(open)
{
    [Fact]
    public async Task Values_come_out_as_they_were_put_in()
    {
        var job = await InsertRunning();
        var fields = new Dictionary<string, BoardValue>
        {
            [FieldKey.Status] = new BoardValue.Text("Готово"),
            [FieldKey.LengthMin] = new BoardValue.Number(12.5),
            [FieldKey.Date] = new BoardValue.Moment(Now),
            [FieldKey.VideoFile] = new BoardValue.Link("https://drive.example/f/1", "talk.mp4"),
            [FieldKey.ProcessErrors] = new BoardValue.Text(null),
        };
        await Put(job, new BoardWrite.Values(Page, "talks", fields));

        var batch = await Next();

        Assert.Equal((Page, "talks"), (batch!.PageId, batch.Channel));
        Assert.Equal(fields, Assert.IsType<BoardWrite.Values>(batch.ToWrite()).Fields);
        Assert.All(batch.Entries, e => Assert.Equal((job.Id, 1, 0, Now), (e.JobId, e.Version, e.Attempts, e.CreatedAt)));
    }

    [Fact]
    public async Task A_transcript_comes_out_as_it_was_put_in()
    {
        var job = await InsertRunning();
        await Put(job, Text(paragraphs: ["\"Erste\" Zeile\n", "второй 😀"]));

        var write = Assert.IsType<BoardWrite.Transcript>((await Next())!.ToWrite());

        Assert.Equal(["\"Erste\" Zeile\n", "второй 😀"], write.Paragraphs);
        Assert.Equal(("Transcript #1a2b3c4d", "#1a2b3c4d", Page, "talks"), (write.Heading, write.Marker, write.PageId, write.Channel));
    }

    [Fact]
    public async Task Of_values_not_yet_sent_the_latest_wins()
    {
        var job = await InsertRunning();
        await Put(job, Word("Processing"), Value(FieldKey.Progress, "10 %"), Word("Downloading"));
        await Put(job, Word("Transcribing"));

        Assert.Equal(["status=Transcribing", "progress=10 %"], Shown(await Next()));
    }

    [Fact]
    public async Task A_value_never_overtakes_a_transcript_that_was_put_in_before_it()
    {
        var job = await InsertRunning();
        await Put(job, Word("Uploading"), Text(paragraphs: "Hello."), Word("Complete"), Value(FieldKey.LengthMin, "3"));

        Assert.Equal(["status=Uploading"], Shown(await SendNext()));
        Assert.Equal(["#1a2b3c4d"], Shown(await SendNext()));
        Assert.Equal(["status=Complete", "length_min=3"], Shown(await SendNext()));
        Assert.Null(await Next());
    }

    [Fact]
    public async Task A_value_that_changed_while_it_was_under_way_is_sent_again()
    {
        var job = await InsertRunning();
        await Put(job, Word("Processing"));
        var underWay = await Next();
        await Put(job, Word("Downloading"));

        await Db.Outbox.Acknowledge(underWay!, Ct);

        Assert.Equal(["status=Downloading"], Shown(await SendNext()));
        Assert.Null(await Next());
    }

    [Fact]
    public async Task An_acknowledgement_that_comes_twice_deletes_nothing_newer()
    {
        var job = await InsertRunning();
        await Put(job, Word("Processing"));
        var sent = await SendNext();
        await Put(job, Word("Error"));

        await Db.Outbox.Acknowledge(sent!, Ct);

        Assert.Equal(["status=Error"], Shown(await Next()));
    }

    [Fact]
    public async Task A_page_has_at_most_one_unsent_transcript_per_marker_and_the_latest_text_wins()
    {
        var job = await InsertRunning();
        await Put(job, Text(paragraphs: "old"), Text("#other", paragraphs: "other"));
        await Put(job, Text(paragraphs: "new"));
        await Put(job, Text(paragraphs: "new"));

        var first = (await SendNext())!.Entries.Single();
        Assert.Equal((2, "new"), (first.Version, ((BoardWrite.Transcript)first.Write!).Paragraphs.Single()));
        Assert.Equal(["#other"], Shown(await SendNext()));
        Assert.Null(await Next());
    }

    [Fact]
    public async Task Writes_of_two_channels_to_one_page_are_sent_apart_and_in_order()
    {
        var job = await InsertRunning();
        await Put(job, Word("A1"), Word("B1", channel: "other"), Word("A2"));

        Assert.Equal(["status=A1"], Shown(await SendNext()));
        Assert.Equal("other", (await SendNext())!.Channel);
        Assert.Equal(["status=A2"], Shown(await SendNext()));
    }

    [Fact]
    public async Task Status_words_of_any_page_go_before_transcripts_and_then_the_oldest_goes_first()
    {
        var job = await InsertRunning();
        await Put(job, Text("#1", "page-1"), Word("Complete", "page-1"), Word("Processing", "page-2"), Word("Processing", "page-3"), Text("#4", "page-4"));

        var pages = new List<string>();
        while (await SendNext() is { } batch) pages.Add(batch.PageId);

        Assert.Equal(["page-2", "page-3", "page-1", "page-1", "page-4"], pages);
    }

    [Fact]
    public async Task A_postponed_page_waits_with_everything_that_is_put_in_later_and_others_go_on()
    {
        var job = await InsertRunning();
        await Put(job, Word("Processing"));
        await Db.Outbox.Postpone((await Next())!, Now.AddSeconds(30), "Notion is overloaded", Ct);
        await Put(job, Value(FieldKey.Progress, "5 %"), Text(), Word("Processing", "page-2"));

        Assert.Equal("page-2", (await SendNext())!.PageId);
        Assert.Null(await Next());
        Db.Clock.Now = Now.AddSeconds(30);
        var batch = await Next();
        Assert.Equal(["status=Processing", "progress=5 %"], Shown(batch));
        Assert.Equal([1, 0], batch!.Entries.Select(e => e.Attempts));
    }

    [Fact]
    public async Task A_job_says_how_many_writes_wait_and_why()
    {
        var first = await InsertRunning();
        var second = await InsertRunning();
        await Put(first, Word("Processing"), Text());
        await Put(second, Word("Complete"));
        Assert.Equal((2, null), await Db.Outbox.Waiting(first.Id, Ct));

        await Db.Outbox.Postpone((await Next())!, Now.AddMinutes(1), "The token was revoked", Ct);

        Assert.Equal((2, "The token was revoked"), await Db.Outbox.Waiting(first.Id, Ct));
        Assert.Equal((1, "The token was revoked"), await Db.Outbox.Waiting(second.Id, Ct));
        Assert.Equal((0, null), await Db.Outbox.Waiting(JobId.New(Now), Ct));
    }

    [Fact]
    public async Task A_reason_is_forgotten_once_the_page_was_reached()
    {
        var job = await InsertRunning();
        await Put(job, Word("Processing"));
        var batch = (await Next())!;
        await Db.Outbox.Postpone(batch, Now.AddMinutes(1), "Notion is overloaded", Ct);
        await Put(job, Word("Downloading"));

        await Db.Outbox.Acknowledge(batch, Ct);

        Assert.Equal((1, null), await Db.Outbox.Waiting(job.Id, Ct));
        Assert.Equal(0, (await Next())!.Entries.Single().Attempts);
    }

    [Fact]
    public async Task The_writes_of_a_page_that_is_gone_are_dropped_and_the_job_logs_it()
    {
        var job = await InsertRunning();
        await Put(job, Word("Processing"), Text(), Word("Processing", "page-2"));

        await Db.Outbox.DropPage(Page, "the page is in the trash", Ct);

        Assert.False(await Db.Outbox.HasPage(Page, Ct));
        Assert.True(await Db.Outbox.HasPage("page-2", Ct));
        Assert.Equal("2 writes to the page were dropped: the page is in the trash", (await Db.Jobs.ReadLog(job.Id, Ct))[^1].Line);
    }

    [Fact]
    public async Task Depth_counts_entries_and_names_the_oldest()
    {
        var job = await InsertRunning();
        var began = Now;
        await Put(job, Word("Processing"));
        Db.Clock.Now = Now.AddMinutes(5);
        await Put(job, Word("Downloading"), Text());

        Assert.Equal((2, began), await Db.Outbox.Depth(Ct));
    }

    private async Task Put(VideoJob job, params BoardWrite[] writes) =>
        Assert.True(await Db.Jobs.StageStarted(job.Id, Run, JobStage.Download, Now, writes, null, Ct));

    private Task<OutboxBatch?> Next() => Db.Outbox.Next(Now, Ct);

    private async Task<OutboxBatch?> SendNext()
    {
        var batch = await Next();
        if (batch is not null) await Db.Outbox.Acknowledge(batch, Ct);
        return batch;
    }

    private static IEnumerable<string> Shown(OutboxBatch? batch) =>
        batch!.Entries.Select(e => (e.Write as BoardWrite.Transcript)?.Marker ?? $"{e.Field}={((BoardValue.Text)e.Value!).Content}");
}
