using Pipeline.Core.Files;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;

namespace Pipeline.Host.Cli;

/// <summary>Stands for the upload: puts the transcripts into a folder, each whole or not at all, or writes one to standard output.</summary>
internal sealed class TranscriptDelivery(TranscribeRequest request, IArtifactStore artifacts) : IStage
{
    private readonly List<string> _written = [];

    /// <summary>Paths of the files.</summary>
    public IReadOnlyList<string> Written => _written;

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

        return StageOutcome.Finished;
    }

    /// <summary>Beside its recording a person looks for the recording's own name.</summary>
    private string Place(FileStream transcript, string folder, string? title, string extension)
    {
        var name = request.File is { } file ? Path.GetFileNameWithoutExtension(file) + extension : FileNames.For(title, extension);
        return WholeFile.Write(Path.Combine(folder, name), transcript.CopyTo);
    }
}
