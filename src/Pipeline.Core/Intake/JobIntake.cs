using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Running;

namespace Pipeline.Core.Intake;

/// <summary>The one door for work: webhook, poller and CLI all come through here. Validate, insert the row, then derive the firing.</summary>
public sealed class JobIntake(IJobStore jobs, IJobScheduler scheduler, ChannelCatalog channels, DiskGuard disk, TimeProvider time)
{
    public async Task<IntakeResult> Take(IntakeRequest request, CancellationToken ct)
    {
        if (disk.Problem() is { } full) return new IntakeResult.Closed(full);
        var problems = new List<IntakeProblem>();
        var (url, channel) = CheckAll(request, problems);
        if (problems.Count > 0) return new IntakeResult.Refused(problems);

        // Row first, firing second: if the process dies between the two, the reconcile job makes the firing.
        var (job, inserted) = await jobs.Insert(NewJob(request, url, channel!), ct);
        if (job.SourceUrl != NewLink(request, url)) return new IntakeResult.Refused([OtherLink(request, job)]);
        if (inserted) await scheduler.Schedule(job.Id, job.Priority, null, ct);
        return new IntakeResult.Accepted(job, !inserted);
    }

    /// <summary>All problems of a request that has some already: whoever repairs it wants to see them at once.</summary>
    public IntakeResult.Refused Check(IntakeRequest request, IReadOnlyList<IntakeProblem> found)
    {
        var problems = found.ToList();
        CheckAll(request, problems);
        return new IntakeResult.Refused(problems);
    }

    private (VideoUrl? Url, Channel? Channel) CheckAll(IntakeRequest request, List<IntakeProblem> problems)
    {
        var url = CheckSource(request, problems);
        var channel = CheckChannel(request, problems);
        CheckOptions(request, problems);
        return (url, channel);
    }

    private static VideoUrl? CheckSource(IntakeRequest request, List<IntakeProblem> problems)
    {
        if (request.IsDrive)
        {
            if (string.IsNullOrWhiteSpace(request.FileName))
                problems.Add(new("file_name", "Field required", "missing"));
            if (!request.DriveFileId!.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
                problems.Add(new("drive_file_id", "A Drive file id holds only letters, digits, - and _. Copy it from the file's link."));
            return null;
        }

        if (request.TakeBadLinks) return VideoUrl.Parse(request.VideoUrl, out _);
        if (string.IsNullOrWhiteSpace(request.VideoUrl))
        {
            problems.Add(new("video_url", "Field required", "missing"));
            return null;
        }

        var url = VideoUrl.Parse(request.VideoUrl, out var problem);
        if (problem is not null) problems.Add(new("video_url", problem));
        if (url?.Source == SourceKind.Discord)
            problems.Add(new("video_url", "Links to Discord messages are not served by this version. Send the link of the attachment or of the video itself."));
        return url;
    }

    private Channel? CheckChannel(IntakeRequest request, List<IntakeProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(request.Channel))
        {
            problems.Add(new("channel_name", "Field required", "missing"));
            return null;
        }

        var channel = channels.Find(request.Channel);
        if (channel is null)
            problems.Add(new("channel_name", $"There is no channel '{request.Channel}'. Known channels: {string.Join(", ", channels.All.Select(c => c.Name))}."));
        else if (channel is { Action: ChannelAction.CreateNewPage, Database: null })
            problems.Add(new("channel_name", $"Channel '{channel.Name}' makes new pages, but names no database for them. Put its id into channels.{channel.Name}.database of config/channels.json."));
        return channel;
    }

    private static void CheckOptions(IntakeRequest request, List<IntakeProblem> problems)
    {
        if (request.Priority is < 0 or > 20)
            problems.Add(new("priority", "priority is low, normal, high or a number from 0 to 20."));
        if (request.NotionPageId is { } page && !Guid.TryParse(page, out _))
            problems.Add(new("notion_page_id", "This is no id of a Notion page: it has 32 hexadecimal digits (a UUID, with or without dashes)."));
        if (request.Language is { } language && !(language.Length == 2 && language.All(char.IsAsciiLetterLower)))
            problems.Add(new("language", "language is a two-letter ISO 639-1 code in lower case, such as en."));
    }

    private static string NewLink(IntakeRequest request, VideoUrl? url) =>
        url?.ToString() ?? (request.IsDrive ? $"https://drive.google.com/file/d/{request.DriveFileId}/view" : request.VideoUrl ?? "");

    /// <summary>The row or the key that was there already stands for another video: said, never swallowed.</summary>
    private static IntakeProblem OtherLink(IntakeRequest request, VideoJob job) => new(
        request.IdempotencyKey is { } key && job.IntakeKey == $"key:{key}" ? "Idempotency-Key" : "notion_page_id",
        $"This one already stands for another link: task {job.Id} ({job.Status}) works on {job.SourceUrl}. Wait until it has ended, or send the same link.");

    private VideoJob NewJob(IntakeRequest request, VideoUrl? url, Channel channel)
    {
        var now = time.GetUtcNow();
        var page = request.NotionPageId is { } p ? Guid.Parse(p).ToString("D") : null;
        return new VideoJob
        {
            Id = JobId.New(now),
            Source = request.KindOf(url),
            SourceUrl = NewLink(request, url),
            DriveFileId = request.IsDrive ? request.DriveFileId : null,
            FileName = request.FileName,
            Channel = channel.Name,
            NotionPageId = page,
            ParentFolderId = request.ParentFolderId,
            Priority = request.Priority ?? 10,
            RequestedLanguage = request.Language,
            IntakeKey = request.IdempotencyKey is { } key ? $"key:{key}" : page is null ? null : $"page:{page}",
            AcceptedAt = now,
            DueAt = now,
            Origin = request.Origin,
            Message = request.Origin switch { JobOrigin.Row => "Accepted from Notion", JobOrigin.Cli => "Accepted from the command line", _ => "Accepted from the webhook" },
        };
    }
}
