using Microsoft.Extensions.Logging;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;

namespace Pipeline.Core.Stages;

/// <summary>Makes of the downloaded video what its channel asks for: smaller, an mp4 that plays while it loads, subtitles inside. Where that is
/// not possible the video goes up as it came, and the job's log says why.</summary>
public sealed class FinishedVideo(IMediaEditor editor, IMediaInspector inspector, IArtifactStore artifacts, DiskGuard disk, ILogger<FinishedVideo> log)
{
    /// <summary>Compression that saves less is not worth a second loss of quality.</summary>
    private const double WorthIt = 0.9;

    public static bool IsWanted(Channel channel) => channel.KeepVideo && (channel.Compress || channel.Remux || channel.EmbedSubtitles);

    /// <summary>Where the last step ends on the stage's bar, 0–100.</summary>
    public static double Share(Channel channel) => (IsWanted(channel), channel.Compress) switch { (false, _) => FinishedSound.Share, (_, true) => 70, _ => 15 };

    public async Task Make(JobContext job, CancellationToken ct)
    {
        var known = await artifacts.List(job.Job.Id, ct);
        if (!IsWanted(job.Channel) || known.FirstOrDefault(a => a.Kind == ArtifactKind.Video) is not { } video) return;
        var subtitles = job.Channel.EmbedSubtitles && job.Job.TranscriptCharacters > 0 ? known.FirstOrDefault(a => a.Kind == ArtifactKind.Srt) : null;
        var origin = MediaOrigin.Of(video);
        var wanted = Wanted(job, origin, subtitles);
        if (video.Path == wanted && File.Exists(job.Workspace.File(wanted))) return;

        var made = await Made(job, origin, wanted, subtitles, ct);
        if (made == video.Path) return;
        JobContext.Fence(await artifacts.Save(await JobFile.Describe(job, ArtifactKind.Video, job.Workspace.File(made), ct), job.Claim, ct));
    }

    private string Wanted(JobContext job, MediaOrigin origin, Artifact? subtitles) => origin.Derived(string.Join(
        ' ', "video", job.Channel.Compress ? editor.Compression : "", job.Channel.Remux ? "remux" : "", subtitles?.Sha256, job.Job.Language)) + ".mp4";

    /// <summary>Path of the best that could be made; of the original when nothing could.</summary>
    private async Task<string> Made(JobContext job, MediaOrigin origin, string wanted, Artifact? subtitles, CancellationToken ct)
    {
        var source = origin.Path;
        try
        {
            if (job.Channel.Compress && await Compressed(job, origin, ct) is { } smaller) source = smaller;
            if (subtitles is null && (!job.Channel.Remux || Mp4.IndexComesFirst(job.Workspace.File(source)))) return source;
            return await Remuxed(job, source, wanted, subtitles, ct);
        }
        catch (JobFailureException e) when (e.Error.Class == ErrorClass.Permanent || e.Error.Code == "tool-timeout")
        {
            // The transcript is what the job is for: a picture that ffmpeg cannot work with must not cost it.
            await Say(job, $"ffmpeg could not make of the video what the channel asks for ({e.Error.Code}), so it is uploaded as it came. {e.Error.Detail}".TrimEnd(), ct);
            return source;
        }
    }

    /// <summary>Null when the result is not smaller.</summary>
    private async Task<string?> Compressed(JobContext job, MediaOrigin origin, CancellationToken ct)
    {
        var (path, source) = (origin.Derived("compressed " + editor.Compression) + ".mp4", job.Workspace.File(origin.Path));
        var (file, notWorthIt) = (job.Workspace.File(path), job.Workspace.File(path + ".not-smaller"));
        if (File.Exists(file)) return path;
        if (File.Exists(notWorthIt)) return null;
        disk.Require(new FileInfo(source).Length);
        var probe = await inspector.Inspect(source, ct);
        var trial = job.Workspace.File(path + ".trial");
        await new MediaStep("Compressing the video", FinishedSound.Share, 60).Run(job, probe, (progress, token) => editor.Compress(source, probe, trial, progress, token), ct);
        var (before, after) = (new FileInfo(source).Length, new FileInfo(trial).Length);
        if (after <= WorthIt * before)
        {
            await Say(job, FormattableString.Invariant($"Compressed the video from {before / 1048576.0:0.0} to {after / 1048576.0:0.0} MiB."), ct);
            File.Move(trial, file);
            return path;
        }

        File.Delete(trial);
        await File.WriteAllBytesAsync(notWorthIt, [], ct);
        await Say(job, "Compressing does not make the video smaller, so it is kept as it is.", ct);
        return null;
    }

    private async Task<string> Remuxed(JobContext job, string source, string wanted, Artifact? subtitles, CancellationToken ct)
    {
        var (from, to) = (job.Workspace.File(source), job.Workspace.File(wanted));
        if (File.Exists(to)) return wanted;
        var probe = await inspector.Inspect(from, ct);
        if (!Mp4.Takes(probe))
        {
            await Say(job, $"The video's picture ({probe.VideoCodec}) cannot stand in an mp4 without being encoded again, so the video is uploaded as it came{(subtitles is null ? "" : ", without subtitles inside")}.", ct);
            return source;
        }

        disk.Require(new FileInfo(from).Length);
        var track = subtitles is null ? null : new SubtitleTrack(job.Workspace.File(subtitles.Path), job.Channel.Translate ? "en" : job.Job.Language ?? "");
        var step = new MediaStep(track is null ? "Making an mp4 of the video" : "Putting the subtitles into the video", job.Channel.Compress ? 60 : FinishedSound.Share, Share(job.Channel));
        await step.Run(job, probe, (progress, token) => editor.Remux(from, probe, track, to, progress, token), ct);
        return wanted;
    }

    private async Task Say(JobContext job, string line, CancellationToken ct)
    {
        Log.VideoMade(log, line);
        await job.Log(line, ct);
    }
}
