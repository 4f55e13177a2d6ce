using Pipeline.Core.Files;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Core.Stages;

namespace Pipeline.Host.Cli;

/// <summary>Stands for the upload: puts the transcripts, and the video with subtitles where that was asked for, into a folder, each whole or
/// not at all, or writes one transcript to standard output.</summary>
internal sealed class TranscriptDelivery(TranscribeRequest request, IArtifactStore artifacts, FinishedVideo finished) : IStage
{
    private readonly List<string> _written = [];

    /// <summary>Paths of the files.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>Subtitles were asked for, and the video could not take them.</summary>
    public bool IsVideoMissing { get; private set; }

    public JobStage Stage => JobStage.Upload;

    public async Task<StageOutcome> Run(JobContext job, CancellationToken ct)
    {
        var files = await artifacts.List(job.Job.Id, ct);
        foreach (var format in request.Formats)
        {
            await using var transcript = File.OpenRead(job.Workspace.File(files.Single(f => f.Kind == format.Kind).Path));
            if (request.Output is { } folder) _written.Add(Place(transcript, Directory.CreateDirectory(folder).FullName, job.Job.Title, format.Extension));
            else await transcript.CopyToAsync(Console.OpenStandardOutput(), ct);
        }

        if (request.Speech.EmbedSubtitles && job.Job.TranscriptCharacters > 0) await Video(job, request.Output!, ct);
        return StageOutcome.Finished;
    }

    private async Task Video(JobContext job, string folder, CancellationToken ct)
    {
        var before = await Video(job, ct);
        await finished.Make(job, ct);
        var after = await Video(job, ct);
        IsVideoMissing = after is null || after.Path == before?.Path;
        if (IsVideoMissing) return;
        await using var video = File.OpenRead(job.Workspace.File(after!.Path));
        _written.Add(Place(video, folder, job.Job.Title, ".subtitled.mp4"));
    }

    private async Task<Artifact?> Video(JobContext job, CancellationToken ct) => (await artifacts.List(job.Job.Id, ct)).FirstOrDefault(a => a.Kind == ArtifactKind.Video);

    /// <summary>Beside its recording a person looks for the recording's own name.</summary>
    private string Place(FileStream content, string folder, string? title, string extension)
    {
        var name = request.File is { } file ? Path.GetFileNameWithoutExtension(file) + extension : FileNames.For(title, extension);
        return WholeFile.Write(Path.Combine(folder, name), content.CopyTo);
    }
}
