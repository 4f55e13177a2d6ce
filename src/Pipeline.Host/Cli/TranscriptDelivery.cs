using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Core.Stages;

namespace Pipeline.Host.Cli;

/// <summary>Stands for the upload: puts the transcripts, and the video with subtitles where that was asked for, into a folder, each whole or
/// not at all, or writes one transcript to standard output. What cannot get there is kept elsewhere: it may have taken hours.</summary>
internal sealed class TranscriptDelivery(TranscribeRequest request, IArtifactStore artifacts, FinishedVideo finished) : IStage
{
    private const string NoPicture =
        "--embed: there is no picture, or one that cannot stand in an mp4 without being encoded again. The transcripts are whole; most players take the .srt beside the video.";

    private readonly List<string> _written = [];
    private readonly List<string> _problems = [];
    private string? _kept;
    private bool _isPictureToldOf;

    /// <summary>Paths of the files.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>A sentence for each thing that was asked for and is not where it should be, unless it was said before.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public bool IsComplete => _problems.Count == 0 && !_isPictureToldOf;

    public JobStage Stage => JobStage.Upload;

    /// <summary>Says before the listening, which may take hours, that a file's picture will take no subtitles.</summary>
    public async Task LookAtPicture(IMediaInspector inspector, CancellationToken ct)
    {
        if (request is not { File: { } file, Speech.EmbedSubtitles: true }) return;
        try
        {
            _isPictureToldOf = !Mp4.Takes(await inspector.Inspect(Path.GetFullPath(file), ct));
            if (_isPictureToldOf) ErrorLines.Write(NoPicture.Replace("The transcripts are whole", "The transcripts are made all the same", StringComparison.Ordinal));
        }
        catch (JobFailureException)
        {
            // The job will say it in its own time.
        }
    }

    public async Task<StageOutcome> Run(JobContext job, CancellationToken ct)
    {
        var files = await artifacts.List(job.Job.Id, ct);
        foreach (var format in request.Formats)
        {
            var transcript = job.Workspace.File(files.Single(f => f.Kind == format.Kind).Path);
            var name = request.NameOf(job.Job.Title, format.Extension);
            if (request.Output is { } folder) Place(transcript, Path.Combine(folder, name));
            else await Print(transcript, name, ct);
        }

        if (request.Speech.EmbedSubtitles) await Video(job, request.Output!, ct);
        return StageOutcome.Finished;
    }

    private async Task Video(JobContext job, string folder, CancellationToken ct)
    {
        if (_isPictureToldOf) return;
        if (job.Job.TranscriptCharacters is not > 0)
        {
            _problems.Add("--embed: nobody speaks, so there are no subtitles and no video with them was made.");
            return;
        }

        var before = await Video(job, ct);
        await finished.Make(job, ct);
        var after = await Video(job, ct);
        if (after is null || after.Path == before?.Path)
            _problems.Add(NoPicture);
        else Place(job.Workspace.File(after.Path), Path.Combine(folder, request.VideoName(job.Job.Title)));
    }

    private async Task<Artifact?> Video(JobContext job, CancellationToken ct) => (await artifacts.List(job.Job.Id, ct)).FirstOrDefault(a => a.Kind == ArtifactKind.Video);

    private void Place(string file, string path)
    {
        using var content = File.OpenRead(file);
        var failure = OutputFolder.Failure(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _written.Add(WholeFile.Write(path, content.CopyTo));
        });
        if (failure is not null) Keep(file, Path.GetFileName(path), $"{path} could not be written", failure);
    }

    private async Task Print(string file, string name, CancellationToken ct)
    {
        await using var content = File.OpenRead(file);
        try
        {
            await content.CopyToAsync(Console.OpenStandardOutput(), ct);
        }
        catch (IOException e)
        {
            Keep(file, name, "Standard output did not take the transcript", e.Message.TrimEnd('.'));
        }
    }

    /// <summary>Within the folder for temporary files, so it needs no room that is not taken already.</summary>
    private void Keep(string file, string name, string what, string reason)
    {
        var kept = "";
        var failure = OutputFolder.Failure(() =>
        {
            _kept ??= Directory.CreateTempSubdirectory("pipeline-transcripts-").FullName;
            kept = Path.Combine(_kept, name);
            File.Move(file, kept);
        });
        _problems.Add(failure is null ? $"{what} ({reason}). It was kept as {kept}; move it from there." : $"{what} ({reason}), nor be kept elsewhere ({failure}). Repair the one or the other, then run this again.");
    }
}
