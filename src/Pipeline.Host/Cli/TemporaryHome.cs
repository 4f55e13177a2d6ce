using Pipeline.Adapters.Storage;
using Pipeline.Host.Configuration;

namespace Pipeline.Host.Cli;

/// <summary>The folder of one <c>pipeline transcribe</c>: data directory, sound and results, gone when it ends. What a killed command left is
/// removed by the next one: a lock tells whether somebody still works there.</summary>
internal sealed class TemporaryHome : IDisposable
{
    private const string Prefix = "pipeline-transcribe-";

    /// <summary>From when on a folder without a lock, whoever made it, is nobody's any more.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    private readonly InstanceLock _lock;

    private TemporaryHome(string path, InstanceLock held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <exception cref="ConfigurationException">Nothing can be made in the folder for temporary files.</exception>
    public static async Task<TemporaryHome> Make(CancellationToken ct)
    {
        var root = System.IO.Path.GetTempPath();
        try
        {
            foreach (var old in Directory.EnumerateDirectories(root, Prefix + "*").Where(IsAbandoned)) _ = OutputFolder.Failure(() => Directory.Delete(old, recursive: true));
            var path = Directory.CreateTempSubdirectory(Prefix).FullName;
            return new TemporaryHome(path, await InstanceLock.Acquire(path, TimeProvider.System, ct));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"The folder for temporary files, {root}, cannot be used ({e.Message.TrimEnd('.')}). Repair it, or set TMPDIR to another folder.");
        }
    }

    public void Dispose()
    {
        if (OutputFolder.Failure(() => Directory.Delete(Path, recursive: true)) is { } reason) ErrorLines.Write($"{Path} could not be removed ({reason}). Remove it yourself.");
        _lock.Dispose();
    }

    /// <summary>Another user's folder cannot be looked into and not be removed either.</summary>
    private static bool IsAbandoned(string folder) =>
        InstanceLock.Exists(folder) ? !InstanceLock.IsHeld(folder) : TimeProvider.System.GetUtcNow() - Directory.GetLastWriteTimeUtc(folder) > Forgotten;
}
