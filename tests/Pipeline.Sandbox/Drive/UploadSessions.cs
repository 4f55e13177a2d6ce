using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Pipeline.Sandbox.Drive;

/// <summary>All resumable sessions, and the bytes that each file cost.</summary>
internal sealed class UploadSessions(DriveOptions options, string spool)
{
    private readonly ConcurrentDictionary<string, UploadSession> _byId = new();
    private readonly ConcurrentQueue<UploadSession> _inOrder = new();
    private readonly ConcurrentDictionary<string, long> _received = new();

    public string NewSpoolPath() => Path.Combine(spool, Guid.NewGuid().ToString("N"));

    public UploadSession Open(DriveCall call, UploadTarget target, long? total)
    {
        var id = "AJRbA5" + RandomNumberGenerator.GetHexString(48, lowercase: true);
        var session = new UploadSession(
            id, call.Account, call.Method, target, options.Clock.GetUtcNow() + options.SessionLifetime) { Total = total };
        _byId[id] = session;
        _inOrder.Enqueue(session);
        return session;
    }

    /// <exception cref="DriveRefusal">404 for a session that is unknown, cancelled or older than its lifetime.</exception>
    public UploadSession Get(string id) =>
        _byId.TryGetValue(id, out var session) && session.Expires > options.Clock.GetUtcNow()
            ? session
            : throw new DriveRefusal(404, "notFound", "Upload session not found: it has expired, was cancelled or never existed.");

    public void Cancel(string id) => _byId.TryRemove(id, out _);

    public void ExpireAll()
    {
        foreach (var session in _inOrder)
        {
            session.Expires = DateTimeOffset.MinValue;
        }
    }

    public void AddReceived(string fileId, long bytes) => _received.AddOrUpdate(fileId, bytes, (_, sum) => sum + bytes);

    public long BytesReceived(string fileId) => _received.GetValueOrDefault(fileId);

    public IReadOnlyList<UploadBooks> Books() => [.. _inOrder.Select(s => s.Books)];
}
