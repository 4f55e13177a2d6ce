namespace Pipeline.Core.Media;

/// <summary>Where a reader of samples has them put, one stretch after the other: an array of megabytes for each minute of talk would be collected far
/// too late. What was read stays until its owner reads again.</summary>
public sealed class SampleBuffer
{
    /// <summary>Bytes of a minute and a quarter: few pieces are longer.</summary>
    private const int Usual = 75 * GrowingAudio.BytesPerSecond;

    private byte[] _bytes = [];

    internal Memory<byte> Of(int length)
    {
        if (_bytes.Length < length) _bytes = new byte[Math.Max(length, Usual)];
        return _bytes.AsMemory(0, length);
    }
}
