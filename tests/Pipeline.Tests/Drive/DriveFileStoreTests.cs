using Pipeline.Core.Files;
using Pipeline.Sandbox.Drive;
using Pipeline.Tests.Files;

namespace Pipeline.Tests.Drive;

public sealed class DriveFileStoreTests : FileStoreSpec
{
    private DriveRig _rig = null!;
    private IFileStore _store = null!;

    protected override IFileStore Store => _store;

    [Fact]
    public async Task A_file_carries_the_jobs_mark_so_that_it_can_be_found_when_our_books_are_lost()
    {
        var file = _rig.Artifact(10);
        var stored = await Store.Upload(
            file.To(DriveSeed.FolderId, await Store.ReserveId(Stop)), (_, _) => Task.CompletedTask, new TestProgress(), Stop);
        var marks = _rig.Sandbox.Find(stored.Id)!.AppProperties;
        Assert.Equal((file.Artifact.JobId.ToString(), "video", file.Artifact.Sha256), (marks["jobId"], marks["kind"], marks["sha256"]));
    }

    [Fact]
    public async Task A_database_restored_from_a_backup_makes_no_second_folder_and_no_second_file()
    {
        var file = _rig.Artifact(10);
        var stored = new HashSet<string>();
        for (var run = 0; run < 2; run++)
        {
            var folder = await Store.CreateFolder(await Store.ReserveId(Stop), "Talk", null, file.Artifact.JobId, Stop);
            var upload = file.To(folder.Id, await Store.ReserveId(Stop));
            stored.Add((await Store.Upload(upload, (_, _) => Task.CompletedTask, new TestProgress(), Stop)).Id);
        }

        Assert.Single(stored);
        Assert.Equal((1, 1), (Folders(), Files()));
    }

    [Fact]
    public async Task A_file_in_the_bin_is_taken_out_again_instead_of_sent_twice()
    {
        var upload = _rig.Artifact(10).To(DriveSeed.FolderId, await Store.ReserveId(Stop));
        await Store.Upload(upload, (_, _) => Task.CompletedTask, new TestProgress(), Stop);
        await _rig.Trash(upload.ReservedId);
        await Store.Upload(upload, (_, _) => Task.CompletedTask, new TestProgress(), Stop);
        Assert.False(_rig.Sandbox.Find(upload.ReservedId)!.Trashed);
        Assert.Equal(10, _rig.Sandbox.BytesReceived(upload.ReservedId));
    }

    public override async ValueTask InitializeAsync()
    {
        _rig = await DriveRig.Start();
        _store = _rig.Store();
    }

    public override async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override async Task<byte[]> Content(StoredFile file)
    {
        using var copy = new MemoryStream();
        await using var content = _rig.Sandbox.OpenContent(file.Id);
        await content.CopyToAsync(copy, Stop);
        return copy.ToArray();
    }

    protected override int Files() => Ours().Count(f => f.Size is not null);

    protected override int Folders() => Ours().Count(f => f.Size is null);

    protected override IEnumerable<string> Names() => Ours().Select(f => f.Name);

    private IEnumerable<DriveFile> Ours() => _rig.Sandbox.ListFiles().Where(f => f.AppProperties.Count > 0 && !f.Trashed);
}
