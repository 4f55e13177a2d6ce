using System.Globalization;
using Pipeline.Core.Files;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;

namespace Pipeline.Core.Stages;

/// <summary>Metadata first, then the file, then proof that it is whole and has sound. A part file from before a crash is continued.</summary>
public sealed class DownloadStage(IEnumerable<IMediaSource> sources, IMediaInspector inspector, IArtifactStore artifacts, DiskGuard disk) : IStage
{
    public JobStage Stage => JobStage.Download;

    public async Task<StageOutcome> Run(JobContext job, CancellationToken ct)
    {
        disk.Require();
        var request = RequestOf(job.Job);
        var source = sources.FirstOrDefault(s => s.CanFetch(request))
            ?? throw new JobFailureException(ErrorClass.Permanent, "no-source", "Nothing here knows how to fetch this link. Put the link of a video page or file there, then set the row back.");

        await job.Report(Stage, 0, "Looking at the video", ct);
        var info = await source.Probe(request, ct);
        await job.Remember(new JobFacts
        {
            Title = info.Title,
            CanonicalUrl = info.CanonicalUrl,
            Uploader = info.Uploader,
            PublishedAt = info.PublishedAt,
            DurationSeconds = info.DurationSeconds,
            SourceId = info.Id,
            Availability = info.Availability,
            WasLive = info.WasLive,
            Tags = info.Tags,
        }, ct);
        disk.Require(info.Size ?? 0);

        await job.Begin(Stage, job.Channel.StatusWords.Downloading, ct);
        var folder = job.Workspace.DownloadFolder(job.Job.DriveFileId ?? job.Job.SourceUrl);
        var path = await Fetch(job, (progress, token) => source.Download(request, info, folder, progress, token), ct);
        try
        {
            await Prove(job, path, info, ct);
        }
        catch (JobFailureException)
        {
            // A finished file is taken as it is by the next attempt: one that was found wanting must not be there then.
            File.Delete(path);
            if (job.Incoming.SoundPath is { } sound) File.Delete(sound);
            throw;
        }

        return StageOutcome.Finished;
    }

    private static async Task<string> Fetch(JobContext job, Func<IProgress<DownloadProgress>, CancellationToken, Task<string>> download, CancellationToken ct)
    {
        try
        {
            return await ProgressPump.Run<DownloadProgress, string>(
                (progress, token) => download(job.Incoming.Watching(progress), token), (p, token) => Report(job, p, token), ct);
        }
        finally
        {
            job.Incoming.End();
        }
    }

    internal static JobFailureException NoSound() => new(
        ErrorClass.Permanent, "no-audio", "The video has no sound track, so there is nothing to transcribe. Put the link of a version with sound there, then set the row back.");

    private static MediaRequest RequestOf(VideoJob job)
    {
        if (job.DriveFileId is not null) return new MediaRequest(job.Source, null, job.DriveFileId, job.FileName);
        var url = VideoUrl.Parse(job.SourceUrl, out var problem);
        if (problem is null && url?.Source == SourceKind.Discord)
            problem = "Links to Discord messages are not served by this version. Put the link of the video itself there.";
        return problem is null
            ? new MediaRequest(job.Source, url, null, job.FileName)
            : throw new JobFailureException(ErrorClass.Permanent, "bad-link", problem.TrimEnd('.') + ". Correct it, then set the row back.");
    }

    private static Task Report(JobContext job, DownloadProgress p, CancellationToken ct) => p.Total is > 0
        ? job.Report(JobStage.Download, 100.0 * p.Bytes / p.Total.Value, $"Downloading, {Mib(p.Bytes)} of {Mib(p.Total.Value)}", ct)
        : job.Report(JobStage.Download, 0, $"Downloading, {Mib(p.Bytes)} so far", ct);

    private static string Mib(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB");

    private async Task Prove(JobContext job, string path, MediaInfo info, CancellationToken ct)
    {
        var probe = await inspector.Inspect(path, ct);
        if (!probe.HasAudio) throw NoSound();

        var duration = probe.DurationSeconds ?? info.DurationSeconds;
        if (info.DurationSeconds is { } promised && !probe.IsLengthGuessed && probe.DurationSeconds is { } got && got < promised - Math.Max(5, promised * 0.03))
        {
            throw new JobFailureException(ErrorClass.Transient, "truncated-media",
                string.Create(CultureInfo.InvariantCulture, $"The download ended early: {got:0} of {promised:0} seconds arrived."));
        }

        var hashes = await FileHashes.Of(path, ct);
        var kind = probe.HasVideo ? ArtifactKind.Video : ArtifactKind.Audio;
        var name = FileNames.For(job.Job.Title, Path.GetExtension(path));
        JobContext.Fence(await artifacts.Save(
            new Artifact(job.Job.Id, kind, job.Workspace.Relative(path), name, ContentTypes.Of(path), hashes.Size, hashes.Sha256, hashes.Md5), job.Claim, ct));
        SoundFile.Keep(job, path, hashes.Sha256);
        await job.Remember(new JobFacts { DurationSeconds = duration, MediaSha256 = hashes.Sha256 }, ct);
        await job.Report(JobStage.Download, 100, $"Downloaded {Mib(hashes.Size)}", ct);
    }
}
