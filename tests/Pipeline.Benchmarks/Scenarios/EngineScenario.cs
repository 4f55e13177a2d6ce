using System.Diagnostics;
using System.Globalization;
using Pipeline.Benchmarks.Report;
using Pipeline.Benchmarks.Running;
using Pipeline.Core.Transcripts;
using Pipeline.Tests.Support;

namespace Pipeline.Benchmarks.Scenarios;

/// <summary>How fast the engine lets go of its work, and how fast it is there again.</summary>
internal sealed class EngineScenario : IScenario
{
    private const int BytesPerSecond = 32_000;
    private static readonly TranscriptionSettings English = new("en");

    public string Name => "engine";

    public string Summary => "a request given up, and the first answer of an engine that was not running";

    public async Task<IReadOnlyList<Figure>> Run(BenchmarkSize size, CancellationToken ct)
    {
        await using var rig = new EngineRig();
        var wav = rig.PathOf("talk.wav");
        await BareTool.Run(
            "ffmpeg",
            ["-nostdin", "-v", "error", "-i", RepositoryRoot.File("tests/assets/talk-en.ogg"), "-t", "60", "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le", "-bitexact", wav], ct);
        var pcm = (await File.ReadAllBytesAsync(wav, ct)).AsMemory(44);
        var engine = await rig.Engine(ct);
        var (gone, back) = (new List<double>(), new List<double>());
        var dice = new Random(20261129);
        for (var i = 0; i < 2 * size.FirstWordJobs / 3; i++)
        {
            // The engine answers as it does when it runs.
            await Timed(() => engine.Transcribe(Second(pcm), English, ct));
            var warm = await Timed(() => engine.Transcribe(Second(pcm), English, ct));
            gone.Add(await GivenUp(engine, pcm, TimeSpan.FromMilliseconds(dice.Next(300, 2000)), ct));
            // Whoever gave up a request ended the server: this one begins with starting it and loading the model.
            var cold = await Timed(() => engine.Transcribe(Second(pcm), English, ct));
            back.Add(cold - warm);
        }

        return [Of("a request given up → its work has stopped", gone), Of("first answer of an engine that must start, beyond a running one's", back)];
    }

    /// <summary>The call comes back when the server is dead.</summary>
    private static async Task<double> GivenUp(ITranscriber engine, ReadOnlyMemory<byte> pcm, TimeSpan after, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var asked = engine.Transcribe(pcm, English, stop.Token);
        await Task.Delay(after, ct);
        return await Timed(async () =>
        {
            await stop.CancelAsync();
            try
            {
                await asked;
                throw new InvalidOperationException($"60 s of speech were transcribed in {after.TotalSeconds:0.0} s: too fast to be given up.");
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
            }
        });
    }

    private static ReadOnlyMemory<byte> Second(ReadOnlyMemory<byte> pcm) => pcm[..BytesPerSecond];

    private static async Task<double> Timed(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static Figure Of(string name, List<double> milliseconds) => new(
        $"{name}, p50 / max",
        string.Create(CultureInfo.InvariantCulture, $"{Sample.Percentile(milliseconds, 50):0} / {milliseconds.Max():0} ms"),
        $"{milliseconds.Count} times, bundled model");
}
