namespace Pipeline.Adapters.OpenAi;

/// <summary>How much sound one request to an engine may carry: what the settings say, or less once the engine has refused a size.</summary>
internal sealed class SizeLimit(long bytes)
{
    // Header, form and the other fields.
    private const int Overhead = 4096;
    private long most = bytes - Overhead;

    /// <summary>Bytes of PCM.</summary>
    public long Bytes => Interlocked.Read(ref most);

    public void Refused(long size) => Interlocked.Exchange(ref most, Math.Min(Bytes, size - 1));
}
