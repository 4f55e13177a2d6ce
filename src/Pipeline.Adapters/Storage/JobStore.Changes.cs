using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <content>Steps of <see cref="JobTransitions"/>.</content>
public sealed partial class JobStore
{
    public Task<bool> Apply(JobId id, string? claim, JobChange change, CancellationToken ct)
    {
        if (change.Event is JobEvent.Claimed or JobEvent.Reclaimed)
            throw new ArgumentException($"{change.Event} happens in Claim, which decides between the two.", nameof(change));
        return database.Write(s => Apply(s, id, claim, change), ct);
    }

    private static async Task<bool> Apply(Session session, JobId id, string? claim, JobChange change)
    {
        if (await session.Execute(UpdateJob(change, claim is not null), ChangeParameters(id, claim, change)) == 0) return false;
        await StagesFollow(session, id, change);
        await OutboxWriter.Add(session, id, change.Board, change.At);
        if (change.LogLine is { } line) await AddLogLine(session, id, change.At, line);
        return true;
    }

    private static string UpdateJob(JobChange change, bool fenced) =>
        $"""
        update jobs set status = @To, claim = null, ended_at = @EndedAt, due_at = coalesce(@DueAt, due_at), stage = coalesce(@Stage, stage), requested_language = coalesce(@Language, requested_language),
          message = @Message, board_word = coalesce(@BoardWord, board_word)
          {(SetsError(change) ? ", error_class = @ErrorClass, error_code = @ErrorCode, error_sentence = @ErrorSentence, error_detail = @ErrorDetail" : "")}
          {(change.GiveAttemptBack ? ", attempt = case when attempt > 0 then attempt - 1 else 0 end" : "")}
          {(Settles(change.Event) ? ", cancel_requested = 0" : "")}
          {(Settles(change.Event) || change.Event is JobEvent.PauseRequested or JobEvent.Resumed ? ", pause_requested = 0" : "")}
          {OwnColumns(change.Event)}
        where id = @Id and status in @From {(fenced ? "and claim = @Claim" : "")}
          {(change.Event == JobEvent.Retried ? NoOtherOpenJob : "")}
          {(change is { Event: JobEvent.Retried, BySweep: true } ? NoNewerJob : "")}
        """;

    /// <summary>What only this event does. A retry is a new start: a new time limit, too, or a job that had run into the
    /// limit could never be taken up again. The board's word stays, because the board still shows it.</summary>
    private static string OwnColumns(JobEvent @event) => @event switch
    {
        JobEvent.Completed => ", progress = 100",
        JobEvent.Retried => ", attempt = 0, started_at = null, progress = 0, publish_queued = 0, deaths = 0, board_shown = null"
            + ", sweeps = case when @BySweep = 1 then sweeps + 1 else 0 end",
        _ => "",
    };

    /// <summary>Meanwhile the same request may have made another job: then that one does the work.</summary>
    private const string NoOtherOpenJob =
        """
        and not exists (select 1 from jobs other
          where other.id <> jobs.id and other.status in ('Pending', 'Running', 'Paused')
            and (other.intake_key = jobs.intake_key
              or (other.notion_page_id = jobs.notion_page_id and other.intake_key is not null and jobs.intake_key is not null)))
        """;

    /// <summary>A person has put another link into the row since: the old one's video must not come over the new one's results.</summary>
    private const string NoNewerJob =
        """
        and not exists (select 1 from jobs newer
          where newer.notion_page_id = jobs.notion_page_id and newer.id <> jobs.id and newer.accepted_at >= jobs.accepted_at)
        """;

    private static bool SetsError(JobChange change) => change.Error is not null || change.Event is JobEvent.Completed or JobEvent.Retried;

    /// <summary>After these events a wish to stop is fulfilled or has no object any more; in all others the next run sees it.</summary>
    private static bool Settles(JobEvent @event) => @event == JobEvent.Retried || IsEnd(JobTransitions.Target(@event));

    private static bool IsEnd(JobStatus status) => !JobTransitions.IsOpen(status);

    private static object ChangeParameters(JobId id, string? claim, JobChange change)
    {
        var to = JobTransitions.Target(change.Event);
        return new
        {
            Id = id.ToString(),
            Claim = claim,
            From = JobTransitions.From(change.Event).Select(s => s.ToString()).ToArray(),
            To = to.ToString(),
            EndedAt = IsEnd(to) ? change.At.ToMilliseconds() : (long?)null,
            DueAt = to == JobStatus.Pending ? (change.DueAt ?? change.At).ToMilliseconds() : (long?)null,
            Stage = change.Stage?.ToString(),
            change.Language,
            change.Message,
            change.BoardWord,
            ErrorClass = change.Error?.Class.ToString(),
            ErrorCode = change.Error?.Code,
            ErrorSentence = change.Error?.Sentence,
            ErrorDetail = change.Error?.Detail,
            BySweep = change.BySweep ? 1 : 0,
        };
    }

    private static Task<int> StagesFollow(Session session, JobId id, JobChange change)
    {
        var parameters = new { Id = id.ToString(), At = change.At.ToMilliseconds(), Error = change.Error?.Sentence ?? change.Message };
        return change.Event switch
        {
            JobEvent.FailedTransiently or JobEvent.FailedForGood => session.Execute(
                // A later stage that had begun early did not fail: it waits for its turn again.
                """
                update job_stages set status = case when stage = (select stage from jobs where id = @Id) then 'Failed' else 'Pending' end,
                  ended_at = case when stage = (select stage from jobs where id = @Id) then @At end,
                  error = case when stage = (select stage from jobs where id = @Id) then @Error end
                where job_id = @Id and status = 'Running'
                """, parameters),
            JobEvent.Completed => session.Execute(
                """
                update job_stages set status = 'Completed', progress = 100, error = null, started_at = coalesce(started_at, @At), ended_at = @At
                where job_id = @Id and status <> 'Completed'
                """,
                parameters),
            JobEvent.Retried => ResetStages(session, id),
            _ => session.Execute("update job_stages set status = 'Pending' where job_id = @Id and status = 'Running'", parameters),
        };
    }

    /// <summary>What is not done begins anew, and so does everything from the job's stage on, done or not (a forced repeat).</summary>
    private static async Task<int> ResetStages(Session session, JobId id)
    {
        var stage = Enum.Parse<JobStage>((await session.FirstOrDefault<string>("select stage from jobs where id = @Id", new { Id = id.ToString() }))!);
        var from = Enum.GetValues<JobStage>().Where(s => s >= stage).Select(s => s.ToString()).ToArray();
        return await session.Execute(
            """
            update job_stages set status = 'Pending', progress = 0, started_at = null, ended_at = null, error = null
            where job_id = @Id and (status <> 'Completed' or stage in @From)
            """,
            new { Id = id.ToString(), From = from });
    }
}
