using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Host.Api;

/// <summary><c>GET /task/{id}</c>: always 200, in the words of the contract (webhook-and-channels.md §1).</summary>
internal static class TaskEndpoint
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/task/{id}", Handle);

    private static async Task<IResult> Handle(string id, IJobStore jobs, IArtifactStore artifacts, IPieceStore pieces, TimeProvider time, CancellationToken ct)
    {
        var job = JobId.TryParse(id, out var jobId) ? await jobs.Find(jobId, ct) : null;
        var (status, message) = Words(job);
        var answer = new Dictionary<string, object?>
        {
            ["task_id"] = id,
            ["status"] = status,
            ["timestamp"] = WebhookEndpoint.Iso(time.GetUtcNow()),
            ["message"] = message,
        };
        if (status == "RETRY") answer["retry_info"] = job!.Message ?? job.Error?.Sentence;
        if (status == "FAILURE") answer["error"] = job!.Error?.Sentence ?? job.Message ?? "Cancelled";
        if (status == "SUCCESS") answer["result"] = job!.Status == JobStatus.Skipped ? Skipped(job) : await Success(job, artifacts, pieces, ct);
        return Results.Json(answer);
    }

    private static (string Status, string Message) Words(VideoJob? job) => job?.Status switch
    {
        JobStatus.Pending when job.Error is not null => ("RETRY", "Task retrying"),
        JobStatus.Running => ("STARTED", "Task in progress"),
        JobStatus.Completed or JobStatus.Skipped => ("SUCCESS", "Task completed successfully"),
        JobStatus.Failed or JobStatus.Cancelled => ("FAILURE", "Task failed"),
        _ => ("PENDING", "Task pending or does not exist"),
    };

    private static async Task<object> Success(VideoJob job, IArtifactStore artifacts, IPieceStore pieces, CancellationToken ct)
    {
        var files = await artifacts.List(job.Id, ct);
        return new
        {
            status = "success",
            task_id = job.Id.ToString(),
            youtube_url = job.SourceUrl,
            video_title = job.Title,
            notion_page_url = PageUrl(job.ResultPageId ?? job.NotionPageId),
            drive_folder_url = job.FolderUrl,
            drive_video_url = files.FirstOrDefault(f => f.Kind == ArtifactKind.Video)?.RemoteUrl,
            transcription_length = job.TranscriptCharacters ?? 0,
            database_name = job.ResultDatabase ?? job.Channel,
            processing_mode = (job.ProcessingMode ?? ProcessingMode.Fallback).ToString().ToLowerInvariant(),
            chunks_processed = (await pieces.ListWordless(job.Id, ct)).Count,
        };
    }

    private static object Skipped(VideoJob job) => new
    {
        status = "skipped",
        reason = "already_processed",
        existing_page_id = job.NotionPageId,
        existing_page_url = PageUrl(job.NotionPageId),
        database_name = job.Channel,
        message = $"Video already processed in {job.Channel}",
    };

    private static string? PageUrl(string? page) => page is null ? null : $"https://www.notion.so/{page.Replace("-", "", StringComparison.Ordinal)}";
}
