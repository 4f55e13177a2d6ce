using System.Data.Common;
using System.Globalization;
using Pipeline.Core.Checkups;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Storage;

/// <summary>The data directory, the database in it, and the room on its disk.</summary>
internal sealed class StorageCheckup(StorageOptions options, Database database, DiskFloor floor) : ICheckup
{
    /// <summary>Below this multiple of the floor a person should know.</summary>
    private const int Comfortable = 5;

    public string Area => "Storage";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken ct)
    {
        var folder = Path.GetFullPath(options.DataDirectory);
        if (!IsWritable(folder))
        {
            return [Finding.Problem(
                Area, "data directory", $"{folder} does not exist or cannot be written to.",
                $"mkdir -p {folder}; chown it to the worker's user; or set Storage:DataDirectory to another folder.")];
        }

        return [Finding.Ok(Area, "data directory", $"{folder} can be written to."), await Books(ct), Room(folder)];
    }

    /// <summary>A file that is made and removed: rights, a read-only mount and a full disk show only so.</summary>
    private static bool IsWritable(string folder)
    {
        try
        {
            var probe = Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, [1]);
            File.Delete(probe);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task<Finding> Books(CancellationToken ct)
    {
        const string Repair = "Stop the worker and put the back-up in place (docs/operations.md, Files on disk).";
        try
        {
            var said = await database.Read(s => s.FirstOrDefault<string>("pragma quick_check(1)"), ct);
            return said == "ok" ? Finding.Ok(Area, "database", "The database is whole.") : Finding.Problem(Area, "database", $"The database is damaged: {said}.", Repair);
        }
        catch (DbException e)
        {
            return Finding.Problem(Area, "database", $"The database cannot be read: {e.Message.TrimEnd('.')}.", Repair);
        }
    }

    private Finding Room(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var sentence = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.#} GB are free; work stops below {floor.Bytes / 1e9:0.#} GB (Worker:MinFreeMiB).");
        const string Repair = "Make room on this disk, or put Storage:DataDirectory on a larger one. A video needs about twice its size while it is worked on.";
        if (free < floor.Bytes) return Finding.Problem(Area, "free disk", sentence, Repair);
        return free < floor.Bytes * Comfortable ? Finding.Warning(Area, "free disk", sentence, Repair) : Finding.Ok(Area, "free disk", sentence);
    }
}
