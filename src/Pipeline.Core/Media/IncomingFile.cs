namespace Pipeline.Core.Media;

/// <summary>The file that the download of this run writes, for whoever wants to follow it. Where its bytes go is known when they begin to come.</summary>
public sealed class IncomingFile(TimeProvider time)
{
    private readonly TaskCompletionSource<string?> _path = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where the sound's bytes lie now; null while nothing has come, or when nothing can be followed.</summary>
    public string? SoundPath { get; private set; }

    /// <summary>The download is over: with a site that has the sound apart, later than the sound.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Nothing more comes, whether all has come or the download broke off.</summary>
    public void End()
    {
        HasEnded = true;
        _path.TrySetResult(null);
        _end.TrySetResult();
    }

    /// <summary>Passes a download's progress on and learns from it where the sound's bytes go.</summary>
    public IProgress<DownloadProgress> Watching(IProgress<DownloadProgress> progress) => new Tap(this, progress);

    /// <summary>The file, opened for following, as soon as it begins to come; null where nothing can be followed.</summary>
    public async Task<FollowedFile?> Open(CancellationToken ct)
    {
        if (await _path.Task.WaitAsync(ct) is not { } path) return null;
        if (FollowedFile.Open(path, _end.Task, time) is { } file) return file;
        // A short sound has come, and been renamed, before anybody looked; the name that it has as a whole is told right after that.
        await _end.Task.WaitAsync(ct);
        return SoundPath is { } whole && whole != path ? FollowedFile.Open(whole, _end.Task, time) : null;
    }

    private sealed class Tap(IncomingFile file, IProgress<DownloadProgress> next) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            if (value.Sound is { } sound)
            {
                file.SoundPath = sound.Path;
                file._path.TrySetResult(sound.Path);
                if (sound.IsWhole) file._end.TrySetResult();
            }

            next.Report(value);
        }
    }
}
