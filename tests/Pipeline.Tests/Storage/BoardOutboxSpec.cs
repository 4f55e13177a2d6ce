using Pipeline.Core.Board;

namespace Pipeline.Tests.Storage;

public abstract class BoardOutboxSpec(Func<Task<TestStorage>> open) : OutboxSpec(open)
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

        Assert.Equal(["\"Erste\" Zeile\n", "второй 😀"], write.Paragraphs.Select(p => p.Text));
        Assert.Equal(("Transcript", $"#{job.Id.Short}-1", Page, "talks", true), (write.Heading, write.Marker, write.PageId, write.Channel, write.Whole));
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
    public async Task The_final_values_wait_for_the_transcript_and_all_others_do_not()
    {
        var job = await InsertRunning();
        await Put(job, Text(paragraphs: "Hello."), Final(FieldKey.Status, "Complete"), Final(FieldKey.LengthMin, "3"), Value(FieldKey.Progress, "99 %"), Value(FieldKey.ProcessErrors, "Look"));

        Assert.Equal(["progress=99 %", "process_errors=Look"], Shown(await SendNext()));
        Assert.Equal(["Hello."], Shown(await SendNext()));
        Assert.Equal(["status=Complete", "length_min=3"], Shown(await SendNext()));
        Assert.Null(await Next());
    }

    [Fact]
    public async Task A_new_start_takes_the_place_of_a_final_word_that_was_not_sent()
    {
        var job = await InsertRunning();
        await Put(job, Text(paragraphs: "Hello."), Final(FieldKey.Status, "Complete"));
        await Put(job, Word("Processing"));

        Assert.Equal(["status=Processing"], Shown(await SendNext()));
        Assert.Equal(["Hello."], Shown(await SendNext()));
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
    public async Task A_page_has_at_most_one_unsent_transcript_and_the_latest_text_wins()
    {
        var job = await InsertRunning();
        await Put(job, Text(paragraphs: "old"));
        await Put(job, Text(paragraphs: "new"));
        await Put(job, Text(paragraphs: "new"));

        var only = (await SendNext())!.Entries.Single();
        Assert.Equal((2, "new"), (only.Version, ((BoardWrite.Transcript)only.Write!).Paragraphs.Single().Text));
        Assert.Null(await Next());
    }

    [Fact]
    public async Task A_transcript_that_grows_keeps_its_marker_and_one_that_says_something_else_gets_a_new_one()
    {
        var job = await InsertRunning();
        async Task<string> Marker(bool whole, params string[] paragraphs)
        {
            await Put(job, Text(paragraphs: paragraphs) with { Whole = whole });
            return ((BoardWrite.Transcript)(await SendNext())!.Entries.Single().Write!).Marker[^2..];
        }

        Assert.Equal("-1", await Marker(false, "a"));
        Assert.Equal("-1", await Marker(false, "a", "b"));
        Assert.Equal("-1", await Marker(false, "a")); // a run that was taken up again
        Assert.Equal("-1", await Marker(true, "a", "b", "c"));
        Assert.Equal("-1", await Marker(true, "a", "b", "c"));
        Assert.Equal("-2", await Marker(true, "a", "b"));
        Assert.Equal("-3", await Marker(false, "x"));
    }

    [Fact]
    public async Task Writes_of_two_channels_to_one_page_are_sent_apart()
    {
        var job = await InsertRunning();
        await Put(job, Word("A1"), Word("B1", channel: "other"), Word("A2"));

        Assert.Equal(["status=A2"], Shown(await SendNext()));
        Assert.Equal(["status=B1"], Shown(await SendNext()));
    }

    [Fact]
    public async Task Status_words_go_first_then_whole_transcripts_then_progress_then_transcripts_that_grow()
    {
        var job = await InsertRunning();
        await Put(job, Text("page-1", "one") with { Whole = false }, Value(FieldKey.Progress, "5 %", "page-2"), Text("page-3", "three"), Final(FieldKey.Status, "Complete", "page-3"),
            Word("Error", "page-4"), Word("Processing", "page-5"));

        var pages = new List<string>();
        while (await SendNext() is { } batch) pages.Add(batch.PageId);

        Assert.Equal(["page-4", "page-5", "page-3", "page-3", "page-2", "page-1"], pages);
    }

    [Fact]
    public async Task Progress_waits_for_its_next_value_but_goes_along_with_a_status_word()
    {
        var job = await InsertRunning();
        await Put(job, Value(FieldKey.Progress, "5 %"));
        var soon = OutboxQuery.All(Now) with { Pace = new ProgressPace(TimeSpan.FromSeconds(10)) };
        Assert.Null(await Db.Outbox.Next(soon, Ct));

        await Put(job, Word("Downloading"));

        Assert.Equal(["progress=5 %", "status=Downloading"], Shown(await Db.Outbox.Next(soon, Ct)));
    }

    [Fact]
    public async Task The_more_pages_show_progress_the_longer_each_of_them_waits()
    {
        var job = await InsertRunning();
        for (var n = 0; n < 30; n++) await Put(job, Value(FieldKey.Progress, "5 %", $"page-{n}"));
        // These take no calls for progress: one waits for its turn, one shows words only, one shows a final value.
        await Put(job, Value(FieldKey.Progress, "5 %", "late"), Text("done", "one"), Final(FieldKey.LengthMin, "3", "done"), Value(FieldKey.ProcessErrors, "Look", "words"));
        var late = (await Db.Outbox.Next(OutboxQuery.All(Now) with { BusyPages = [.. Enumerable.Range(0, 30).Select(n => $"page-{n}"), "done", "words"] }, Ct))!;
        await Db.Outbox.Postpone(late, Now.AddHours(1), "later", OutboxHold.None, Ct);
        OutboxQuery At(double seconds) => OutboxQuery.All(Now.AddSeconds(seconds)) with { BusyPages = ["done", "words"], Pace = new ProgressPace(TimeSpan.FromSeconds(10)) };

        Assert.Null(await Db.Outbox.Next(At(29), Ct));
        Assert.Equal("page-0", (await Db.Outbox.Next(At(30), Ct))!.PageId);

        for (var n = 0; n < 25; n++) await Db.Outbox.Acknowledge((await Db.Outbox.Next(At(30), Ct) ?? await Db.Outbox.Next(At(10), Ct))!, Ct);
        Assert.Null(await Db.Outbox.Next(At(9), Ct));
        Assert.NotNull(await Db.Outbox.Next(At(10), Ct));
    }

    [Fact]
    public async Task Neither_busy_pages_nor_closed_channels_nor_less_urgent_writes_are_given_out_when_not_asked_for()
    {
        var job = await InsertRunning();
        await Put(job, Word("Processing"), Word("Processing", "page-2", "other"), Value(FieldKey.Progress, "5 %", "page-3"));
        var all = OutboxQuery.All(Now);

        Assert.Equal("page-2", (await Db.Outbox.Next(all with { BusyPages = [Page] }, Ct))!.PageId);
        Assert.Equal(Page, (await Db.Outbox.Next(all with { ClosedChannels = ["other"] }, Ct))!.PageId);
        Assert.Null(await Db.Outbox.Next(all with { BusyPages = [Page, "page-2"], UrgentOnly = true }, Ct));
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
}
