using System.Collections.Concurrent;
using System.IO.Compression;

namespace Pipeline.Sandbox.Models;

/// <summary>What the model host holds: the scripted model (valid, 8 MB, ignores what it hears) under the names of small ones.</summary>
public sealed class ModelShelf
{
    private readonly Lazy<byte[]> scripted = new(Unpack);
    private readonly ConcurrentQueue<string> ranges = new();
    private double? cut;

    /// <summary>Range headers of all requests for a file's bytes, empty texts for those without one.</summary>
    public IReadOnlyList<string> Ranges => [.. ranges];

    /// <summary>The next transfer breaks off after this share (0–1) of what it was to send.</summary>
    public void CutNext(double share) => cut = share;

    /// <summary>The bytes of a file, or null.</summary>
    internal byte[]? Find(string repository, string file) =>
        repository == "ggerganov/whisper.cpp" && file.StartsWith("ggml-tiny", StringComparison.Ordinal) ? scripted.Value : null;

    internal void Count(string range) => ranges.Enqueue(range);

    internal double? TakeCut()
    {
        var share = cut;
        cut = null;
        return share;
    }

    private static byte[] Unpack()
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", "scripted-micro.bin.gz")), CompressionMode.Decompress);
        using var model = new MemoryStream();
        packed.CopyTo(model);
        return model.ToArray();
    }
}
