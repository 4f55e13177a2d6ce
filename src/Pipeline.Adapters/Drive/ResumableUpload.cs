using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using Pipeline.Core.Files;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Drive;

/// <summary>Sends one file, however often the line breaks: open (or take up) a session → chunks → verified file.
/// <list type="bullet">
/// <item>the server's count of stored bytes is the truth; after any failure it is asked for;</item>
/// <item>every way of not getting on is counted, so it ends: tries without progress, bytes lost by the server, sessions;</item>
/// <item>a result with another hash is replaced under the same id by a media update, since an id can be created only once.</item>
/// </list>
/// Google's own ResumableUpload loops for ever on chunks that fail while status queries succeed (media-and-drive.md §1.4).</summary>
internal sealed class ResumableUpload(
    DriveClient drive, DriveHttp http, DriveBackoff backoff, DriveOptions options, ILogger log,
    FileUpload upload, Func<Uri?, CancellationToken, Task> sessionOpened, IProgress<long> sent)
{
    private readonly Artifact _artifact = upload.Artifact;
    private UploadSession? _session;
    private long _stored;
    private int _failures;
    private int _setbacks;
    private int _sessions;
    private bool _corrupt;

    public async Task<DriveFile> Run(CancellationToken ct)
    {
        using var file = LocalFile();
        if (upload.Session is not null) _session = new UploadSession(http, upload.Session, _artifact.Size);
        for (var ask = _session is not null; ;)
        {
            ct.ThrowIfCancellationRequested();
            if (_session is null)
            {
                if (await Open(ct) is { } there) return there;
                ask = false;
                continue;
            }

            var answer = ask ? await _session.Query(ct) : await _session.Put(file, _stored, options.ChunkBytes, ct);
            if (answer is SessionAnswer.Done done && await Verified(done.File, ct) is { } good) return good;
            ask = await After(answer, ask, ct);
        }
    }

    /// <returns>True when the next request is a status query.</returns>
    private async Task<bool> After(SessionAnswer answer, bool asked, CancellationToken ct)
    {
        switch (answer)
        {
            case SessionAnswer.Stored stored:
                return await Advance(stored.Bytes, asked, ct);
            case SessionAnswer.Failed failed:
                await Pause(failed.Fault, ct);
                return true;
            case SessionAnswer.Gone gone:
                await GiveUpSession(gone.Why, ct);
                return false;
            default:
                _corrupt = true;
                await GiveUpSession("the stored file has another hash than the local one", ct);
                return false;
        }
    }

    /// <summary>Looks first: a repeat with the session lost must not send a gigabyte to learn that the file is there.</summary>
    /// <returns>The file, when it is there already; otherwise a session is open, or another look is needed.</returns>
    private async Task<DriveFile?> Open(CancellationToken ct)
    {
        if (++_sessions > options.MaxSessionsPerFile) throw NoMoreSessions();
        var there = await drive.Get(upload.ReservedId, ct) ?? await drive.FindOwn(_artifact.JobId, _artifact, upload.FolderId, ct);
        if (there is { Trashed: true }) await drive.Restore(there.Id, ct);
        if (there?.Holds(_artifact) == true)
        {
            log.AlreadyThere(_artifact.JobId, _artifact.Kind);
            sent.Report(_artifact.Size);
            return there;
        }

        if (await drive.OpenSession(upload, replace: there?.Id == upload.ReservedId, ct) is not { } address) return null;
        await sessionOpened(address, ct);
        _session = new UploadSession(http, address, _artifact.Size);
        return null;
    }

    private async Task<bool> Advance(long stored, bool asked, CancellationToken ct)
    {
        var before = _stored;
        _stored = stored;
        if (stored != before) sent.Report(stored);
        if (stored > before) _failures = 0;
        if (stored < before && ++_setbacks >= options.MaxAttemptsPerChunk)
            throw drive.Failure(DriveFault.NoAnswer("Drive lost bytes that it had confirmed, again and again"), Action);
        if (asked && stored > before) log.UploadResumed(_artifact.JobId, _artifact.Kind, stored, _artifact.Size);
        var finishing = stored == _artifact.Size;
        if (finishing || (!asked && stored <= before))
            await Pause(DriveFault.NoAnswer(finishing ? "Drive holds all bytes and does not finish the file" : "Drive kept nothing of the chunk"), ct);
        return finishing;
    }

    private async Task Pause(DriveFault fault, CancellationToken ct)
    {
        _failures++;
        log.ChunkFailed(_artifact.JobId, _artifact.Kind, _stored, _failures, fault);
        if (!fault.IsRetryable || _failures >= options.MaxAttemptsPerChunk || !await backoff.Wait(_failures, fault.RetryAfter, ct))
            throw drive.Failure(fault, Action);
    }

    private async Task GiveUpSession(string why, CancellationToken ct)
    {
        log.SessionGivenUp(_artifact.JobId, _artifact.Kind, why);
        (_session, _stored) = (null, 0);
        await sessionOpened(null, ct);
    }

    /// <returns>The file, or null when Drive holds something else under the id.</returns>
    private async Task<DriveFile?> Verified(DriveFile? file, CancellationToken ct)
    {
        if (file is null || (file.Md5Checksum ?? file.Sha256Checksum) is null) file = await drive.Get(upload.ReservedId, ct);
        if (file?.Holds(_artifact) == true)
        {
            sent.Report(_artifact.Size);
            return file;
        }

        await using var local = File.OpenRead(upload.LocalPath);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(local, ct));
        return hash == _artifact.Sha256 ? null : throw Changed();
    }

    private SafeFileHandle LocalFile()
    {
        if (!File.Exists(upload.LocalPath)) throw Changed();
        var handle = File.OpenHandle(upload.LocalPath, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
        if (RandomAccess.GetLength(handle) == _artifact.Size) return handle;
        handle.Dispose();
        throw Changed();
    }

    private string Action => $"sending {_artifact.Name}";

    private JobFailureException NoMoreSessions() => _corrupt
        ? new JobFailureException(ErrorClass.Transient, "upload-corrupt",
            $"Google Drive holds {_artifact.Name} with another checksum than this machine, even after it was sent again.")
        : drive.Failure(DriveFault.NoAnswer("every upload session expired before the file was complete"), Action);

    private JobFailureException Changed() => new(ErrorClass.Permanent, "artifact-changed",
        $"{_artifact.Name} is gone or was changed in the job's workspace after it was made. Ask the operator to remove that workspace, then set the row back.");
}
