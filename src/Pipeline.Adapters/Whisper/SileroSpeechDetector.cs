using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Adapters.Models;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Whisper;

/// <summary>Silero VAD through <c>whisper-vad-speech-segments</c>: about 200 × real time on one thread; silence, pink noise, room
/// tone and most melodies give no span (whisper-engine.md §7).</summary>
public sealed partial class SileroSpeechDetector : ISpeechDetector
{
    /// <summary>Probability from which a frame is speech, the model's own.</summary>
    private const double Speech = 0.5;

    /// <summary>Probability that most of real speech reaches, also in noise (ADR 26).</summary>
    private const double Certain = 0.9;

    private readonly ProcessRunner runner;
    private readonly WhisperOptions options;
    private readonly ModelStore models;

    internal SileroSpeechDetector(ProcessRunner runner, WhisperOptions options, ModelStore models) =>
        (this.runner, this.options, this.models) = (runner, options, models);

    /// <exception cref="JobFailureException">Operator: tool or model unusable. Transient <c>vad-failed</c>: it died or gave no result.</exception>
    public Task<IReadOnlyList<SpeechSpan>> Detect(ReadOnlyMemory<byte> pcm, CancellationToken ct) => Detect(pcm, new Wav(pcm), Speech, ct);

    /// <inheritdoc cref="Detect(ReadOnlyMemory{byte}, CancellationToken)"/>
    public async Task<IReadOnlyList<SpeechSpan>> DetectCertain(ReadOnlyMemory<byte> pcm, CancellationToken ct)
    {
        if (pcm.IsEmpty) return [];
        var spans = await Detect(pcm, new Wav(pcm, MirroredLeadIn.Of(pcm.Span)), Certain, ct);
        return [.. spans.Where(s => s.End > MirroredLeadIn.Seconds).Select(s => new SpeechSpan(Math.Max(0, s.Start - MirroredLeadIn.Seconds), s.End - MirroredLeadIn.Seconds))];
    }

    private async Task<IReadOnlyList<SpeechSpan>> Detect(ReadOnlyMemory<byte> pcm, Wav wav, double threshold, CancellationToken ct)
    {
        var spans = new List<SpeechSpan>();
        var finished = false;
        var model = await models.Require(options.VadModel, ct);
        var command = Command(options.VadPath, model.Path, threshold) with { TimeLimit = Limit(pcm) };
        var result = await runner.Run(command, line => finished |= Take(line, spans), input: wav.WriteTo, ct: ct);
        if (result.ExitCode == 132) throw Failure(ErrorClass.Operator, "wrong-binary", "The speech detector was built for another processor. Ask the operator to build it on this machine with `make setup`, then set the row back.", result);
        // The exit codes of these tools lie (A6): only the line that announces the result proves one.
        if (result.ExitCode != 0 || !finished) throw Failure(ErrorClass.Transient, "vad-failed", $"The speech detector gave no result (exit code {result.ExitCode}).", result);
        return spans;
    }

    /// <summary>WAV on standard input. One thread: more are slower, and stall when cores are busy (A1).</summary>
    internal static ToolCommand Command(string vadPath, string modelPath, double threshold) =>
        new(vadPath, ["-vm", modelPath, "-f", "-", "-t", "1", "-np", "-vt", threshold.ToString(CultureInfo.InvariantCulture)])
        {
            Environment = new Dictionary<string, string> { ["OMP_NUM_THREADS"] = "1" },
        };

    /// <summary>True for the line that comes before the spans, however many there are.</summary>
    private static bool Take(string line, List<SpeechSpan> spans)
    {
        if (Span().Match(line) is { Success: true } match)
            spans.Add(new SpeechSpan(Seconds(match.Groups["start"]), Seconds(match.Groups["end"])));
        return Announcement().IsMatch(line);
    }

    /// <summary>The tool prints centiseconds.</summary>
    private static double Seconds(Group digits) => double.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) / 100;

    /// <summary>A tenth of real time, twenty times what it needs; never under two minutes.</summary>
    private static TimeSpan Limit(ReadOnlyMemory<byte> pcm) => TimeSpan.FromSeconds(Math.Max(120, pcm.Length / (10.0 * Wav.BytesPerSecond)));

    private static JobFailureException Failure(ErrorClass @class, string code, string sentence, ToolResult result) =>
        new(@class, code, sentence, string.Join('\n', result.ErrorTail.TakeLast(10)));

    [GeneratedRegex(@"^Speech segment \d+: start = (?<start>[\d.]+), end = (?<end>[\d.]+)$")]
    private static partial Regex Span();

    [GeneratedRegex(@"^Detected \d+ speech segments:")]
    private static partial Regex Announcement();
}
