using System.Text;

namespace Pipeline.Adapters.Storage;

/// <summary>At most one worker per data directory: a second Quartz process on the same SQLite file would "recover" the
/// first one's running jobs at its start (2 of 2 ran twice). The lock is the open file, not its existence: the system
/// releases it with the process, also after kill -9. Children do not inherit it (.NET opens files close-on-exec).</summary>
public sealed class InstanceLock : IDisposable
{
    private const string FileName = "worker.lock";

    /// <summary>A command line that asks <see cref="IsHeld"/> takes the lock for an instant; the worker must outlast that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly FileStream _file;

    private InstanceLock(FileStream file) => _file = file;

    /// <summary>Takes the lock and writes process number and start time into it, for people to read.</summary>
    /// <exception cref="StorageException">Another worker has it, or this user may not write there.</exception>
    public static async Task<InstanceLock> Acquire(string dataDirectory, TimeProvider time, CancellationToken ct)
    {
        var path = Path.Combine(DataDirectory.Create(dataDirectory), FileName);
        var file = await OpenPatiently(path, time, ct);
        var holder = new InstanceLock(file);
        try
        {
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes($"pid {Environment.ProcessId}, started {time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}\n"));
            file.Flush();
            return holder;
        }
        catch
        {
            holder.Dispose();
            throw;
        }
    }

    /// <summary>Whether there has ever been one on this data directory.</summary>
    public static bool Exists(string dataDirectory) => File.Exists(Path.Combine(dataDirectory, FileName));

    /// <summary>Whether a worker is running on this data directory.</summary>
    public static bool IsHeld(string dataDirectory)
    {
        var path = Path.Combine(Path.GetFullPath(dataDirectory), FileName);
        if (!File.Exists(path)) return false;
        try
        {
            Open(path).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void Dispose() => _file.Dispose();

    private static async Task<FileStream> OpenPatiently(string path, TimeProvider time, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return Open(path);
            }
            catch (IOException) when (time.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause, time, ct);
            }
            catch (IOException e)
            {
                throw new StorageException(
                    $"Another worker uses this data directory (its process number stands in {path}). "
                    + "Stop it, or give this one a directory of its own (Storage:DataDirectory).", e);
            }
            catch (UnauthorizedAccessException e)
            {
                throw new StorageException(
                    $"This user may not write {path}. Give it the data directory (chown), or set Storage:DataDirectory to a folder of its own.", e);
            }
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
