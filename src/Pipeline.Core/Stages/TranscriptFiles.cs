using Pipeline.Core.Jobs;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>Writes the transcript in every format and records each file as an artifact.</summary>
public sealed class TranscriptFiles(IPieceStore pieces, IArtifactStore artifacts)
{
    public async Task Write(JobContext job, double duration, CancellationToken ct)
    {
        var transcript = TranscriptAssembler.Assemble(job.Job.Title ?? "", duration, await pieces.List(job.Job.Id, ct), Link(job.Job));
        foreach (var format in TranscriptFormat.All)
        {
            var path = job.Workspace.Write("transcript" + format.Extension, stream => format.Write(transcript, stream));
            JobContext.Fence(await artifacts.Save(await JobFile.Describe(job, format.Kind, path, ct), job.Claim, ct));
        }

        var characters = transcript.PlainTextLength;
        await job.Remember(new JobFacts { Language = transcript.Language, TranscriptCharacters = characters }, ct);
        await job.Report(JobStage.Transcribe, 100, Said(transcript, characters), ct);
    }

    /// <summary>A file of this machine or of Drive has no link that its readers could open.</summary>
    private static string? Link(VideoJob job) =>
        job.DriveFileId is null && (job.CanonicalUrl ?? job.SourceUrl) is var link && link.StartsWith("http", StringComparison.Ordinal) ? link : null;

    private static string Said(Transcript transcript, int characters) => (characters, transcript.OtherLanguages.Count) switch
    {
        (0, _) => "No speech was found",
        (_, 0) => $"Transcript of {characters} characters",
        _ => $"Transcript of {characters} characters, partly in another language ({string.Join(", ", transcript.OtherLanguages)})",
    };
}
