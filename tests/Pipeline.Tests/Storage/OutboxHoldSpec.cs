using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Storage;

/// <summary>Writes that could not be sent: how much of the outbox they hold up, and what is told of them.</summary>
public abstract class OutboxHoldSpec(Func<Task<TestStorage>> open) : OutboxSpec(open)
{
    [Fact]
    public async Task A_write_that_waits_for_a_person_alone_holds_up_nothing_else_of_its_page_and_no_job()
    {
        var job = await InsertRunning();
        await Put(job, Text(paragraphs: "Hello."), Final(FieldKey.Status, "Complete"));
        await Db.Outbox.Postpone((await Next())!, Now.AddHours(1), "The workspace is full.", OutboxHold.Write, Ct);

        var final = (await SendNext())!;
        Assert.Equal(["status=Complete", "process_errors=The transcript could not be put into the page. The workspace is full."], Shown(final));
        Assert.Equal(0, (await Db.Outbox.Waiting(job.Id, Ct)).Count);
        Assert.True(await Db.Outbox.HasPage(Page, Ct));

        Db.Clock.Now = Now.AddHours(1);
        Assert.Equal(["Hello."], Shown(await SendNext()));
        Assert.Equal(["process_errors="], Shown(await SendNext()));
    }

    [Fact]
    public async Task A_word_that_its_column_lacks_gives_way_to_the_next_word()
    {
        var job = await InsertRunning();
        await Put(job, Word("Downloading"));
        await Db.Outbox.Postpone((await Next())!, Now.AddHours(1), "No such option.", OutboxHold.Write, Ct);

        await Put(job, Word("Transcribing"));

        Assert.Equal(["status=Transcribing"], Shown(await Next()));
    }

    [Fact]
    public async Task A_page_in_the_trash_holds_up_no_job_and_a_new_word_has_it_looked_at_again()
    {
        var job = await InsertRunning();
        await Put(job, Text(paragraphs: "Hello."), Value(FieldKey.ProcessErrors, "Look"));
        await Db.Outbox.Postpone((await Next())!, Now.AddHours(1), "In the trash.", OutboxHold.Trash, Ct);
        Assert.Equal(0, (await Db.Outbox.Waiting(job.Id, Ct)).Count);
        Assert.False(await Db.Outbox.HasPage(Page, Ct));
        Assert.Null(await Next());

        await Put(job, Word("Processing"));

        Assert.Equal(["process_errors=Look", "status=Processing"], Shown(await Next()));
    }

    [Fact]
    public async Task After_an_outage_everything_that_failed_is_due_at_once_but_not_what_waits_for_a_person()
    {
        var job = await InsertRunning();
        await Put(job, Word("Processing"));
        await Db.Outbox.Postpone((await Next())!, Now.AddMinutes(1), "Notion is away", OutboxHold.None, Ct);
        await Put(job, Word("Processing", "page-2"));
        await Db.Outbox.Postpone((await Next())!, Now.AddMinutes(1), "Not shared", OutboxHold.Page, Ct);

        await Db.Outbox.Hasten(Ct);

        Assert.Equal(Page, (await SendNext())!.PageId);
        Assert.Null(await Next());
    }

    [Fact]
    public async Task What_waits_is_told_by_channel_and_reason()
    {
        var job = await InsertRunning();
        await Put(job, Word("Processing"), Value(FieldKey.Progress, "1 %"), Word("Processing", "page-2"));
        await Db.Outbox.Postpone((await Next())!, Now.AddMinutes(1), "Not shared", OutboxHold.Page, Ct);
        await Db.Outbox.Postpone((await Next())!, Now.AddMinutes(1), "Not shared", OutboxHold.Page, Ct);

        Assert.Equal([new OutboxTrouble("talks", OutboxHold.Page, "Not shared", 2, Now)], await Db.Outbox.Troubles(Ct));
    }

    [Fact]
    public async Task A_postponed_page_waits_with_everything_that_is_put_in_later_and_others_go_on()
    {
        var job = await InsertRunning();
        await Put(job, Word("Processing"));
        await Db.Outbox.Postpone((await Next())!, Now.AddSeconds(30), "Notion is overloaded", OutboxHold.None, Ct);
        await Put(job, Value(FieldKey.Progress, "5 %"), Text(paragraphs: "x"), Word("Processing", "page-2"));

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
        await Put(second, Value(FieldKey.Progress, "1 %"));
        Assert.Equal(new OutboxWait(2, null, false), await Db.Outbox.Waiting(first.Id, Ct));

        await Db.Outbox.Postpone((await Next())!, Now.AddMinutes(1), "The token was revoked", OutboxHold.Page, Ct);

        Assert.Equal(new OutboxWait(2, "The token was revoked", true), await Db.Outbox.Waiting(first.Id, Ct));
        Assert.Equal(new OutboxWait(1, "The token was revoked", true), await Db.Outbox.Waiting(second.Id, Ct));
        Assert.Equal(new OutboxWait(0, null, false), await Db.Outbox.Waiting(JobId.New(Now), Ct));
    }

    [Fact]
    public async Task A_reason_is_forgotten_once_the_page_was_reached()
    {
        var job = await InsertRunning();
        await Put(job, Word("Processing"));
        var batch = (await Next())!;
        await Db.Outbox.Postpone(batch, Now.AddMinutes(1), "Notion is overloaded", OutboxHold.None, Ct);
        await Put(job, Word("Downloading"));

        await Db.Outbox.Acknowledge(batch, Ct);

        Assert.Equal(new OutboxWait(1, null, false), await Db.Outbox.Waiting(job.Id, Ct));
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
}
