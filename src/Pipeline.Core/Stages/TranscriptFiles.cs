using Pipeline.Core.Files;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>Writes the transcript in every format and records each file as an artifact.</summary>
public sealed class TranscriptFiles(IPieceStore pieces, IArtifactStore artifacts)
{
    private static readonly (ArtifactKind Kind, string Extension, Func<Transcript, string> Write)[] Formats =
    [
        (ArtifactKind.Txt, ".txt", TxtWriter.Write),
        (ArtifactKind.Srt, ".srt", SrtWriter.Write),
        (ArtifactKind.Vtt, ".vtt", VttWriter.Write),
        (ArtifactKind.Json, ".json", JsonWriter.Write),
    ];

    public async Task Write(JobContext job, double duration, CancellationToken ct)
    {
        var transcript = TranscriptAssembler.Assemble(job.Job.Title ?? "", duration, await pieces.List(job.Job.Id, ct));
        foreach (var (kind, extension, write) in Formats)
        {
            var path = await job.Workspace.Write("transcript" + extension, write(transcript), ct);
            var hashes = await FileHashes.Of(path, ct);
            JobContext.Fence(await artifacts.Save(
                new Artifact(job.Job.Id, kind, job.Workspace.Relative(path), FileNames.For(job.Job.Title, extension), ContentTypes.Of(path),
                    hashes.Size, hashes.Sha256, hashes.Md5), job.Claim, ct));
        }

        var characters = transcript.PlainText.Length;
        await job.Remember(new JobFacts { Language = transcript.Language, TranscriptCharacters = characters }, ct);
        await job.Report(JobStage.Transcribe, 100, characters > 0 ? $"Transcript of {characters} characters" : "No speech was found", ct);
    }
}
