using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>Sound → speech map → pieces → text. Each finished piece is a row; after a crash only missing pieces are listened to.</summary>
public sealed class TranscribeStage(
    IAudioDecoder decoder, SpeechMap speech, SpeechChunker chunker, ITranscribers engines, IPieceStore pieces, TranscriptFiles files, IArtifactStore artifacts, DiskGuard disk,
    ILogger<TranscribeStage> log) : IStage
{
    // Shares of the stage's bar: decoding and the speech map take about a twentieth of the listening each.
    private const double DecodeShare = 5;
    private const double MapShare = 5;

    public JobStage Stage => JobStage.Transcribe;

    public async Task<StageOutcome> Run(JobContext job, CancellationToken ct)
    {
        disk.Require();
        await job.Begin(Stage, job.Channel.StatusWords.Transcribing, ct);
        var wav = WavFile.Open(await Decode(job, ct));
        await job.Report(Stage, DecodeShare, "Finding out where somebody speaks", ct);
        var spans = await speech.Of(job.Workspace, wav.Path, ct);
        await Listen(job, wav, chunker.Cut(spans, wav.Duration, wav.Quietest), ct);
        await files.Write(job, wav.Duration, ct);
        File.Delete(wav.Path);
        return StageOutcome.Finished;
    }

    private async Task<string> Decode(JobContext job, CancellationToken ct)
    {
        var wav = job.Workspace.File("audio.wav");
        if (File.Exists(wav)) return wav;
        var media = (await artifacts.List(job.Job.Id, ct)).OrderBy(a => a.Kind).First();
        var (path, expected) = (job.Workspace.File(media.Path), job.Job.DurationSeconds);
        try
        {
            await ProgressPump.Run<double, double>(
                (progress, token) => decoder.DecodeToWav(path, wav, expected, progress, token),
                (seconds, token) => job.Report(Stage, expected is > 0 ? DecodeShare * seconds / expected.Value : 0, "Decoding the sound", token), ct);
        }
        catch (JobFailureException e) when (e.Error.Code == "truncated-media")
        {
            // An index at the front promises what never came, so only decoding finds out. With the file gone the next attempt downloads.
            File.Delete(path);
            throw;
        }

        return wav;
    }

    private async Task Listen(JobContext job, WavFile audio, IReadOnlyList<Piece> plan, CancellationToken ct)
    {
        await job.Remember(new JobFacts { DurationSeconds = audio.Duration }, ct);
        var listener = new PieceListener(await engines.For(job.Channel, job.Job.Id, ct));
        var wanted = job.Job.RequestedLanguage ?? job.Channel.Language;
        var fingerprint = Fingerprint(listener, wanted, plan);
        JobContext.Fence(await pieces.DropOthers(job.Job.Id, job.Claim, fingerprint, ct));
        var done = (await pieces.List(job.Job.Id, ct)).ToDictionary(p => p.Piece.Index);
        // Detected once, then pinned: a later piece must not switch languages over a cough.
        var language = wanted ?? done.Values.OrderBy(p => p.Piece.Index).Select(PieceListener.SpokenLanguage).FirstOrDefault(l => l is not null);
        var heard = done.Values.Sum(p => p.Piece.Length);
        var total = plan.Sum(p => p.Length);
        foreach (var piece in plan.Where(p => !done.ContainsKey(p.Index)))
        {
            await job.Report(Stage, DecodeShare + MapShare + ((100 - DecodeShare - MapShare) * heard / total), Message(piece, plan), ct);
            Log.AsksEngine(log, piece.Index + 1, plan.Count, piece.Length);
            var heardNow = await listener.Listen(piece, await audio.Read(piece, ct), fingerprint, language, ct);
            language ??= PieceListener.SpokenLanguage(heardNow);
            JobContext.Fence(await pieces.Save(job.Job.Id, job.Claim, heardNow, ct));
            heard += piece.Length;
        }
    }

    /// <summary>Everything that decides the text, the cut included.</summary>
    private static string Fingerprint(PieceListener listener, string? language, IReadOnlyList<Piece> plan)
    {
        var cuts = string.Join(';', plan.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Start:R}-{p.End:R}")));
        return $"{listener.Fingerprint};language={language ?? "auto"};cut={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cuts)))[..12]}";
    }

    private static string Message(Piece piece, IReadOnlyList<Piece> plan) =>
        string.Create(CultureInfo.InvariantCulture, $"Transcribing piece {piece.Index + 1} of {plan.Count}");
}
