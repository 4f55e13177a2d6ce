using System.Security.Cryptography;
using Pipeline.Core.Jobs;
using Pipeline.Core.Running;

namespace Pipeline.Core.Stages;

/// <summary>The file whose sound is transcribed: the downloaded one, or the sound by itself where the site had it apart. Early and late
/// transcription hear the same file, and so the same samples.</summary>
/// <param name="Sha256">Lower-case hex.</param>
internal sealed record SoundFile(string Path, string Sha256)
{
    private const string Apart = "apart-";

    /// <summary>Where the decoded samples of these bytes lie; whatever else was downloaded for this job has another name.</summary>
    public static string Pcm(JobContext job, string sha256) => job.Workspace.File($"audio-{sha256[..16]}.pcm");

    /// <summary>Keeps the sound that came apart from the picture, bound to the file that was made of both.</summary>
    public static void Keep(JobContext job, string mediaPath, string mediaSha256)
    {
        if (job.Incoming.SoundPath is not { } sound || sound == mediaPath || !File.Exists(sound)) return;
        using var content = File.OpenRead(sound);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        File.Move(sound, job.Workspace.File($"{Prefix(mediaSha256)}{hash}{System.IO.Path.GetExtension(sound)}"), overwrite: true);
    }

    public static SoundFile Of(JobContext job, Artifact media)
    {
        var downloaded = job.Job.MediaSha256 ?? media.Sha256;
        var apart = Directory.EnumerateFiles(job.Workspace.Directory, Prefix(downloaded) + "*").FirstOrDefault();
        if (apart is null) return new SoundFile(job.Workspace.File(MediaOrigin.Of(media).Path), downloaded);
        return new SoundFile(apart, System.IO.Path.GetFileNameWithoutExtension(apart)[Prefix(downloaded).Length..]);
    }

    private static string Prefix(string mediaSha256) => $"{Apart}{mediaSha256[..16]}-";
}
