using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;

namespace Pipeline.Core.Stages;

/// <summary>The sound file beside a video, and a recording without picture in the format that its channel asks for.</summary>
public sealed class FinishedSound(IMediaEditor editor, IMediaInspector inspector, IArtifactStore artifacts, DiskGuard disk)
{
    private static readonly MediaStep Step = new("Taking out the sound", 0, 5);

    /// <summary>Where its step ends on the stage's bar.</summary>
    public static double Share => Step.To;

    public async Task Make(JobContext job, CancellationToken ct)
    {
        var known = await artifacts.List(job.Job.Id, ct);
        var (video, sound) = (known.FirstOrDefault(a => a.Kind == ArtifactKind.Video), known.FirstOrDefault(a => a.Kind == ArtifactKind.Audio));
        if ((video ?? sound) is not { } media) return;
        var origin = MediaOrigin.Of(media);
        // The sound of an earlier download, in another format, or one whose folder was swept away, is taken out again.
        var name = origin.Derived($"sound {job.Channel.AudioFormat}");
        if (sound is not null && Path.ChangeExtension(sound.Path, null) == name && File.Exists(job.Workspace.File(sound.Path))) return;
        var probe = await inspector.Inspect(job.Workspace.File(origin.Path), ct);
        if (video is null && IsAsWanted(origin.Path, probe, job.Channel.AudioFormat)) return;
        disk.Require();
        var path = await Step.Run(job, probe, (progress, token) =>
            editor.ExtractAudio(job.Workspace.File(origin.Path), probe, job.Channel.AudioFormat, job.Workspace.File(name), progress, token), ct);
        JobContext.Fence(await artifacts.Save(await JobFile.Describe(job, ArtifactKind.Audio, path, ct), job.Claim, ct));
    }

    private static bool IsAsWanted(string path, MediaProbe probe, AudioFormat format) => format switch
    {
        AudioFormat.M4a => probe.AudioCodec == "aac" && Path.GetExtension(path) == ".m4a",
        AudioFormat.Mp3 => probe.AudioCodec == "mp3" && Path.GetExtension(path) == ".mp3",
        _ => true,
    };
}
