using Pipeline.Core.Media;

namespace Pipeline.Tests.Transcripts;

/// <summary>Stands for the speech detector where it is asked again: certain of this share of the sound.</summary>
internal sealed class ToldDetector(double certain = 1) : ISpeechDetector
{
    public int Asked { get; private set; }

    public Task<IReadOnlyList<SpeechSpan>> Detect(ReadOnlyMemory<byte> pcm, CancellationToken ct) => throw new NotSupportedException("A listener is told where somebody speaks.");

    public Task<IReadOnlyList<SpeechSpan>> DetectCertain(ReadOnlyMemory<byte> pcm, CancellationToken ct)
    {
        Asked++;
        return Task.FromResult<IReadOnlyList<SpeechSpan>>([new SpeechSpan(0, certain * pcm.Length / 32_000)]);
    }
}
