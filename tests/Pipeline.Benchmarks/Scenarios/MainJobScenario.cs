using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Adapters.Whisper;
using Pipeline.Benchmarks.Report;
using Pipeline.Benchmarks.Running;
using Pipeline.Tests.Support;

namespace Pipeline.Benchmarks.Scenarios;

/// <summary>The real talk through the whole program with the bundled model, beside whisper-cli by hand, taking turns.</summary>
internal sealed partial class MainJobScenario : IScenario
{
    private const string Clip = "talk-en-full";

    /// <summary>What the worker sets for its engine: with libgomp's default of 300,000 turns at every barrier, timings swing with the load.</summary>
    private static readonly Dictionary<string, string> ShortSpin = new() { ["GOMP_SPINCOUNT"] = "1000" };

    public string Name => "job";

    public string Summary => "the talk of 319 s through the whole program, and through whisper-cli";

    public async Task<IReadOnlyList<Figure>> Run(BenchmarkSize size, CancellationToken ct)
    {
        var rounds = new List<TalkRound>();
        for (var i = 0; i < size.Rounds; i++) rounds.Add(await Round(toolFirst: i % 2 == 1, ct));
        return [WholeOverLongest(rounds), StageOverBare(rounds), TimesRealTime(rounds), EncoderRuns(rounds[0])];
    }

    /// <summary>In a world of its own: the same recording is not listened to twice. So every job starts its engine and loads the model, as whisper-cli must.</summary>
    private static async Task<TalkRound> Round(bool toolFirst, CancellationToken ct)
    {
        await using var world = await TeamWorld.Start(ct);
        var video = await world.Sandbox.Media.PrepareAsync(Clip + ".mp4", ct);
        var wav = world.PathOf("talk.wav");
        await BareTool.Run("ffmpeg", ["-nostdin", "-v", "error", "-i", video, "-vn", "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le", wav], ct);
        var bare = toolFirst ? await Bare(world, wav, ct) : default;
        var page = world.AddRow();
        var (job, _) = await world.Submit(world.Media("page/" + Clip), page, ct);
        var complete = await world.WordAt(page, "Complete", TimeSpan.FromMinutes(5), ct);
        var books = world.Books;
        await Wait.Until(async () => await books.Ended(job, ct), TimeSpan.FromMinutes(1), () => $"job {job} to end\n{world.Worker.LogTail}", ct);
        var whole = complete - await books.AcceptedAt(job, ct);
        if (!toolFirst) bare = await Bare(world, wav, ct);
        var round = new TalkRound(
            whole, await books.Stage(job, "Download", ct), await books.Stage(job, "Transcribe", ct), await books.Stage(job, "Upload", ct),
            await books.Stage(job, "Publish", ct), bare.WhisperCli)
        {
            AudioSeconds = await books.AudioSeconds(job, ct),
            Windows = await books.Windows(job, ct),
            WholeFileRuns = bare.EncoderRuns,
        };
        Console.Error.WriteLine($"  {round}");
        return round;
    }

    private static async Task<(TimeSpan WhisperCli, int EncoderRuns)> Bare(TeamWorld world, string wav, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(world.PathOf("by-hand"));
        var threads = EnginePlan.Of(new WhisperOptions(), 1, Environment.ProcessorCount).Threads.ToString(CultureInfo.InvariantCulture);
        // As anybody starts it: its default is a beam of 5, as ours. Without -np it says how often the encoder ran.
        var (whisperCli, told) = await BareTool.Run(
            "whisper-cli",
            [
                "-m", RepositoryRoot.File("assets/models/ggml-base-q4_k.bin"), "-f", wav, "-t", threads, "-l", "en",
                "-ojf", "-of", Path.Combine(folder.FullName, "talk"),
            ], ct, ShortSpin);
        folder.Delete(recursive: true);
        return (whisperCli, int.Parse(EncodeTime().Match(told).Groups["runs"].Value, CultureInfo.InvariantCulture));
    }

    private static Figure WholeOverLongest(List<TalkRound> rounds)
    {
        var median = rounds.OrderBy(r => r.WholeOverLongest).ElementAt((rounds.Count - 1) / 2);
        return new Figure(
            "whole job ÷ its longest stage, a fast site",
            string.Create(CultureInfo.InvariantCulture, $"{median.WholeOverLongest:0.00}"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"median of {rounds.Count}: {median.Whole.TotalSeconds:0.0} s ÷ {median.Transcribe.TotalSeconds:0.0} s of transcription; download {median.Download.TotalSeconds:0.0} s"));
    }

    private static Figure StageOverBare(List<TalkRound> rounds)
    {
        var (stage, bare) = (rounds.Min(r => r.Transcribe), rounds.Min(r => r.WhisperCli));
        return new Figure(
            "transcribe stage ÷ bare whisper-cli",
            string.Create(CultureInfo.InvariantCulture, $"{stage / bare:0.00}"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"best of {rounds.Count} each: {stage.TotalSeconds:0.0} s ÷ {bare.TotalSeconds:0.0} s; pairs {string.Join(", ", rounds.Select(r => FormattableString.Invariant($"{r.StageOverBare:0.00}")))}"));
    }

    private static Figure TimesRealTime(List<TalkRound> rounds) => new(
        "transcribe stage, × real time",
        string.Create(CultureInfo.InvariantCulture, $"{rounds.Max(r => r.AudioSeconds / r.Transcribe.TotalSeconds):0.0}"),
        string.Create(CultureInfo.InvariantCulture, $"best of {rounds.Count}: {rounds[0].AudioSeconds:0} s of sound"));

    private static Figure EncoderRuns(TalkRound round) => new(
        "encoder runs ÷ whole-file's",
        string.Create(CultureInfo.InvariantCulture, $"{(double)round.Windows / round.WholeFileRuns:0.00}"),
        string.Create(CultureInfo.InvariantCulture, $"{round.Windows} windows of 30 s begun by our pieces ÷ {round.WholeFileRuns} that whisper-cli counted"));

    [GeneratedRegex(@"encode time = .*?/\s*(?<runs>\d+) runs")]
    private static partial Regex EncodeTime();
}
