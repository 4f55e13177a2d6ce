using Pipeline.Core.Files;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Files;

/// <summary>What every <see cref="IFileStore"/> promises.</summary>
public abstract class FileStoreSpec : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pipeline-files-");
    private readonly JobId _job = JobId.New(DateTimeOffset.UnixEpoch);

    protected abstract IFileStore Store { get; }

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stored_file_has_the_same_bytes()
    {
        var file = TestArtifact.Make(_directory.FullName, 2_500_000);
        var stored = await Store.Upload(file.To(await Folder(), await Store.ReserveId(Stop)), NoSession, new TestProgress(), Stop);
        Assert.Equal(File.ReadAllBytes(file.LocalPath), await Content(stored));
        Assert.Equal(2_500_000, stored.Size);
        Assert.True(Uri.IsWellFormedUriString(stored.Url, UriKind.Absolute), stored.Url);
    }

    [Fact]
    public async Task An_empty_file_is_stored_too()
    {
        var file = TestArtifact.Make(_directory.FullName, 0, "transcript.txt");
        var stored = await Store.Upload(file.To(await Folder(), await Store.ReserveId(Stop)), NoSession, new TestProgress(), Stop);
        Assert.Empty(await Content(stored));
    }

    [Fact]
    public async Task A_repeat_under_the_same_id_makes_no_second_file()
    {
        var file = TestArtifact.Make(_directory.FullName, 300_000);
        var upload = file.To(await Folder(), await Store.ReserveId(Stop));
        var first = await Store.Upload(upload, NoSession, new TestProgress(), Stop);
        var again = await Store.Upload(upload, NoSession, new TestProgress(), Stop);
        Assert.Equal(first, again);
        Assert.Equal(1, Files());
    }

    [Fact]
    public async Task A_file_is_held_while_it_is_there_as_it_was_uploaded()
    {
        var file = TestArtifact.Make(_directory.FullName, 300_000);
        var id = await Store.ReserveId(Stop);
        Assert.False(await Store.Holds(file.Artifact with { RemoteId = id }, Stop));
        await Store.Upload(file.To(await Folder(), id), NoSession, new TestProgress(), Stop);
        Assert.True(await Store.Holds(file.Artifact with { RemoteId = id }, Stop));
        Assert.False(await Store.Holds(TestArtifact.Make(_directory.FullName, 300_000, seed: 2).Artifact with { RemoteId = id }, Stop));
        Assert.False(await Store.Holds(file.Artifact, Stop));
    }

    [Fact]
    public async Task Other_content_under_the_same_id_takes_the_place_of_the_first()
    {
        var (folder, id) = (await Folder(), await Store.ReserveId(Stop));
        await Store.Upload(TestArtifact.Make(_directory.FullName, 300_000).To(folder, id), NoSession, new TestProgress(), Stop);
        var better = TestArtifact.Make(_directory.FullName, 200_000, seed: 2);
        var stored = await Store.Upload(better.To(folder, id), NoSession, new TestProgress(), Stop);
        Assert.Equal(File.ReadAllBytes(better.LocalPath), await Content(stored));
        Assert.Equal(1, Files());
    }

    [Fact]
    public async Task A_folder_made_twice_with_one_id_is_one_folder()
    {
        var id = await Store.ReserveId(Stop);
        var first = await Store.CreateFolder(id, "2026-11-22 - Talk", null, _job, Stop);
        Assert.Equal(first, await Store.CreateFolder(id, "2026-11-22 - Talk", null, _job, Stop));
        Assert.Equal(1, Folders());
    }

    [Fact]
    public async Task Two_jobs_whose_folders_have_one_name_get_two_folders()
    {
        var first = await Store.CreateFolder(await Store.ReserveId(Stop), "Talk", null, _job, Stop);
        var second = await Store.CreateFolder(await Store.ReserveId(Stop), "Talk", null, JobId.New(DateTimeOffset.UnixEpoch), Stop);
        Assert.NotEqual(first.Id, second.Id);
        Assert.NotEqual(first.Url, second.Url);
        Assert.Equal(2, Folders());
    }

    [Fact]
    public async Task Two_files_of_one_name_are_both_kept()
    {
        var folder = await Folder();
        foreach (var seed in new[] { 1, 2 })
        {
            var file = TestArtifact.Make(_directory.FullName, 100_000, job: JobId.New(DateTimeOffset.UnixEpoch), seed: seed);
            await Store.Upload(file.To(folder, await Store.ReserveId(Stop)), NoSession, new TestProgress(), Stop);
        }

        Assert.Equal(2, Files());
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a/b\\c:d*e?f\"g<h>i|j.mp4")]
    [InlineData("gnp.\u202Etrap\u0007.mp4")]
    [InlineData("...")]
    [InlineData("Очень длинное имя, Очень длинное имя, Очень длинное имя, Очень длинное имя, Очень длинное имя, Очень длинное имя, Очень длинное имя, Очень длинное имя, Очень длинное имя, Очень длинное имя, Очень длинное имя, Очень длинное имя.mp4")]
    public async Task A_name_from_the_outside_is_made_fit(string name)
    {
        var folder = await Store.CreateFolder(await Store.ReserveId(Stop), name, null, _job, Stop);
        var file = TestArtifact.Make(_directory.FullName, 10, name);
        var stored = await Store.Upload(file.To(folder.Id, await Store.ReserveId(Stop)), NoSession, new TestProgress(), Stop);
        Assert.Equal(10, (await Content(stored)).Length);
        Assert.All(Names(), n => Assert.DoesNotContain(n, c => char.IsControl(c) || c == '\u202E'));
        Assert.All(Names(), n => Assert.InRange(n.Length, 1, 200));
    }

    [Fact]
    public async Task Progress_is_what_the_store_has_and_ends_at_the_size()
    {
        var progress = new TestProgress();
        var file = TestArtifact.Make(_directory.FullName, 2_500_000);
        await Store.Upload(file.To(await Folder(), await Store.ReserveId(Stop)), NoSession, progress, Stop);
        Assert.Equal(2_500_000, progress.Values[^1]);
        Assert.True(progress.Values.Count >= 3);
        Assert.Equal(progress.Values.Order(), progress.Values);
    }

    [Fact]
    public async Task A_file_that_was_changed_after_it_was_made_is_not_stored_in_silence()
    {
        var file = TestArtifact.Make(_directory.FullName, 1000);
        var upload = file.To(await Folder(), await Store.ReserveId(Stop));
        await File.WriteAllBytesAsync(file.LocalPath, new byte[1000], Stop);
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => Store.Upload(upload, NoSession, new TestProgress(), Stop));
        Assert.Equal("artifact-changed", failure.Error.Code);
    }

    [Fact]
    public async Task Stopping_is_not_failing()
    {
        var upload = TestArtifact.Make(_directory.FullName, 1000).To(await Folder(), await Store.ReserveId(Stop));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.Upload(upload, NoSession, new TestProgress(), new CancellationToken(canceled: true)));
    }

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected abstract Task<byte[]> Content(StoredFile file);

    /// <summary>Finished files that a person would see.</summary>
    protected abstract int Files();

    /// <summary>Folders that a person would see in the root.</summary>
    protected abstract int Folders();

    /// <summary>Names of all visible files and folders.</summary>
    protected abstract IEnumerable<string> Names();

    private static Task NoSession(Uri? session, CancellationToken ct) => Task.CompletedTask;

    private async Task<string> Folder() =>
        (await Store.CreateFolder(await Store.ReserveId(Stop), "2026-11-22 - Talk", null, _job, Stop)).Id;
}
