using System.Net.Sockets;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Whisper;

/// <summary>Measures a build of the server with a real request: six seconds of a speech (J. F. Kennedy, 1961, public domain).</summary>
internal sealed class EngineProbe(WhisperLauncher launcher, TimeProvider time)
{
    private const double SampleSeconds = 6;

    // The first request also touches the model's memory for the first time.
    private const int Requests = 2;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);
    private readonly Lazy<byte[]> sample = new(Sample);

    /// <summary>How long the faster of two requests took.</summary>
    /// <exception cref="WrongBinaryException">Built for another processor.</exception>
    /// <exception cref="EngineLostException">It died, hung or gave no text.</exception>
    public async Task<TimeSpan> Measure(string binary, LocalModel model, CancellationToken ct)
    {
        await using var process = await launcher.Start(binary, model.Path, ct);
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < Requests; i++)
        {
            var start = time.GetTimestamp();
            await Ask(process, ct);
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, time.GetElapsedTime(start).Ticks));
        }

        return best;
    }

    private async Task Ask(WhisperProcess process, CancellationToken ct)
    {
        using var hung = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hung.Token, ct);
        try
        {
            using var form = WhisperForm.Of(new ByteArrayContent(sample.Value), new TranscriptionSettings("en"));
            var answer = WhisperAnswerReader.Read(await process.Ask(form, either.Token), "en", SampleSeconds);
            if (answer.Segments.Count == 0) throw new EngineLostException("it heard nothing in the sample");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new EngineLostException($"no answer within {TimeLimit.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            throw await process.Ending(e);
        }
    }

    private static byte[] Sample()
    {
        using var resource = typeof(EngineProbe).Assembly.GetManifestResourceStream("probe.mp3")!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
