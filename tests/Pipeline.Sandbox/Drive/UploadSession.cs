namespace Pipeline.Sandbox.Drive;

/// <summary>A resumable upload under way. Its address is a bearer capability: whoever has it may go on.</summary>
internal sealed class UploadSession(string id, DriveAccount account, DiscoveryMethod method, UploadTarget target, DateTimeOffset expires)
    : IDisposable
{
    /// <summary>Chunks are multiples of this, the last one aside; what is kept of a broken chunk too.</summary>
    public const int Unit = 256 * 1024;

    private readonly SemaphoreSlim _one = new(1, 1);
    private CancellationTokenSource _current = new();

    public string Id => id;

    public DriveAccount Account => account;

    public DiscoveryMethod Method => method;

    public UploadTarget Target => target;

    public DateTimeOffset Expires { get; set; } = expires;

    /// <summary>Bytes kept so far.</summary>
    public long Offset { get; set; }

    public long? Total { get; set; }

    public long BytesReceived { get; set; }

    public int Chunks { get; set; }

    public int StatusQueries { get; set; }

    public DriveItem? Finished { get; set; }

    public UploadBooks Books => new(
        id, target.Item.Id, target.Item.Name, BytesReceived, Chunks, StatusQueries, Offset, Total, Finished is not null);

    /// <summary>
    /// Makes this request the only one on the session. An older PUT that still hangs (its sender was killed and the throttle
    /// keeps it busy) is broken off first, and what it brought is kept.
    /// </summary>
    public async Task<CancellationToken> EnterAsync()
    {
        await _current.CancelAsync();
        await _one.WaitAsync();
        _current = new CancellationTokenSource();
        return _current.Token;
    }

    public void Leave() => _one.Release();

    public void Dispose()
    {
        _one.Dispose();
        _current.Dispose();
    }
}
