using System.Security.Cryptography;
using Pipeline.Core.Channels;

namespace Pipeline.Host.Configuration;

/// <summary>Takes up edits of the channels file while the worker runs. A broken edit changes nothing and says why. The file is looked at, not
/// watched: notifications of the file system are lost on network drives and in containers.</summary>
public sealed class ChannelsWatch(ChannelCatalog catalog, ChannelsOptions options, TimeProvider time, ILogger<ChannelsWatch> log) : BackgroundService
{
    private (DateTime Written, long Length) _seen = Stamp(options.File);
    private string _hash = Hash(options.File);

    /// <summary>Raised after each edit, good or broken.</summary>
    public event Action? Edited;

    /// <summary>Why the file as it is now is not in use; empty: it is.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>Looks once. Public so that a test need not wait for the clock.</summary>
    public void Look()
    {
        var stamp = Stamp(options.File);
        if (stamp == _seen) return;
        _seen = stamp;
        var hash = Hash(options.File);
        if (hash == _hash) return;
        _hash = hash;
        Take();
        Edited?.Invoke();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.ReloadSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Look();
    }

    private void Take()
    {
        try
        {
            var read = ChannelsFile.Load(options.File);
            catalog.Replace(read);
            Problems = [];
            ConfigurationLog.ChannelsTaken(log, options.File, read.All.Count);
        }
        catch (ChannelsFileException e)
        {
            Problems = e.Problems;
            foreach (var problem in e.Problems) ConfigurationLog.ChannelsRefused(log, problem);
        }
    }

    private static (DateTime Written, long Length) Stamp(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    private static string Hash(string path)
    {
        try
        {
            return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone or unreadable is an edit like any other; ChannelsFile says what is wrong.
            return e.GetType().Name;
        }
    }
}
