using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Sandbox.Media;

/// <summary>
/// Clips on disk, made at first use. The name carries a hash of the speech and of ffmpeg's arguments; a lock file keeps
/// two processes from making the same clip twice, and a rename makes it appear whole.
/// </summary>
internal sealed class ClipCache(MediaOptions options)
{
    private readonly ConcurrentDictionary<string, string> _hashes = new();

    /// <summary>Path of the file, or of the folder with index.m3u8 for HLS.</summary>
    public async Task<string> GetAsync(MediaClip clip, MediaFormat format, CancellationToken cancel)
    {
        var sample = await SampleAsync(clip, format, cancel);
        var arguments = ClipRecipe.Arguments(clip, format, sample);
        var key = Hash(Encoding.UTF8.GetBytes(string.Join('\0', arguments.Select(a => a == sample ? Fingerprint(sample) : a))))[..16];
        var target = Path.Combine(options.CacheDirectory, $"{clip.Name}-{key}.{format.Name}");
        if (Path.Exists(target))
        {
            return target;
        }

        Directory.CreateDirectory(options.CacheDirectory);
        await using var only = await LockAsync(target + ".lock", cancel);
        if (!Path.Exists(target))
        {
            await MakeAsync(arguments, format, target, cancel);
        }

        return target;
    }

    private async Task<string?> SampleAsync(MediaClip clip, MediaFormat format, CancellationToken cancel)
    {
        if (clip.LoopOf is { } looped)
        {
            return await GetAsync(looped, format, cancel);
        }

        if (clip.Sample is null)
        {
            return null;
        }

        var path = Path.Combine(options.SamplesDirectory, clip.Sample);
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException($"The speech sample {path} is missing; it belongs to tests/assets and is copied by the build.");
    }

    private async Task MakeAsync(IReadOnlyList<string> arguments, MediaFormat format, string target, CancellationToken cancel)
    {
        var part = $"{target}.{Guid.NewGuid():N}.part";
        if (format.Name == MediaFormat.Hls.Name)
        {
            Directory.CreateDirectory(part);
            await Ffmpeg.RunAsync(
                options.FfmpegPath,
                [.. arguments, "-hls_segment_filename", Path.Combine(part, "seg-%04d.ts"), Path.Combine(part, "index.m3u8")], cancel);
            Directory.Move(part, target);
            return;
        }

        await Ffmpeg.RunAsync(options.FfmpegPath, [.. arguments, part], cancel);
        File.Move(part, target);
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(50, cancel);
            }
        }
    }

    private string Fingerprint(string path) => _hashes.GetOrAdd(path, p => Hash(File.ReadAllBytes(p)));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
