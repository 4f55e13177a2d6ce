using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters.LocalFiles;
using Pipeline.Core.Files;
using Pipeline.Core.Jobs;
using Pipeline.Tests.Files;

namespace Pipeline.Tests.LocalFiles;

public sealed class LocalFileStoreTests : FileStoreSpec
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("pipeline-local-");
    private readonly ServiceProvider _services;

    public LocalFileStoreTests() => _services = Services(_root.FullName);

    protected override IFileStore Store => _services.GetRequiredKeyedService<IFileStore>("local");

    [Fact]
    public async Task The_link_opens_the_file()
    {
        var folder = await Store.CreateFolder(await Store.ReserveId(Stop), "Talk #1", null, default, Stop);
        Assert.Equal(Path.Combine(_root.FullName, "Talk #1"), new Uri(folder.Url).LocalPath);
    }

    [Fact]
    public async Task A_channels_folder_is_a_sub_folder()
    {
        var folder = await Store.CreateFolder(await Store.ReserveId(Stop), "Talk", "Meetings", default, Stop);
        Assert.Equal(Path.Combine(_root.FullName, "Meetings", "Talk"), new Uri(folder.Url).LocalPath);
    }

    [Fact]
    public async Task A_copy_that_died_before_its_id_was_written_is_found_again()
    {
        var (job, id) = (JobId.New(DateTimeOffset.UnixEpoch), await Store.ReserveId(Stop));
        var folder = await Store.CreateFolder(id, "Talk", null, job, Stop);
        var file = TestArtifact.Make(_root.FullName, 5000);
        await File.WriteAllTextAsync(Path.Combine(new Uri(folder.Url).LocalPath, ".half.part"), "half a copy", Stop);
        File.Copy(file.LocalPath, Path.Combine(new Uri(folder.Url).LocalPath, "talk.mp4"));
        File.Delete(Path.Combine(_root.FullName, ".pipeline", id));
        var again = await Store.CreateFolder(id, "Talk", null, job, Stop);
        var stored = await Store.Upload(
            file.To(again.Id, await Store.ReserveId(Stop)), (_, _) => Task.CompletedTask, new TestProgress(), Stop);
        Assert.Equal(folder, again);
        Assert.EndsWith("/Talk/talk.mp4", stored.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_a_person_removed_is_made_again()
    {
        var id = await Store.ReserveId(Stop);
        var folder = await Store.CreateFolder(id, "Talk", null, default, Stop);
        var upload = TestArtifact.Make(_root.FullName, 5000).To(folder.Id, await Store.ReserveId(Stop));
        await Store.Upload(upload, (_, _) => Task.CompletedTask, new TestProgress(), Stop);
        Directory.Delete(new Uri(folder.Url).LocalPath, recursive: true);
        var stored = await Store.Upload(upload, (_, _) => Task.CompletedTask, new TestProgress(), Stop);
        Assert.True(File.Exists(new Uri(stored.Url).LocalPath));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_says_which_setting()
    {
        var file = Path.Combine(_root.FullName, "a file");
        await File.WriteAllTextAsync(file, "", Stop);
        await using var services = Services(Path.Combine(file, "below"));
        var store = services.GetRequiredKeyedService<IFileStore>("local");
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => store.CreateFolder("1", "Talk", null, default, Stop));
        Assert.Equal(ErrorClass.Local, failure.Error.Class);
        Assert.Contains("LocalFiles:Directory", failure.Error.Sentence, StringComparison.Ordinal);
    }

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _root.Delete(recursive: true);
        await base.DisposeAsync();
    }

    protected override Task<byte[]> Content(StoredFile file) => File.ReadAllBytesAsync(new Uri(file.Url).LocalPath, Stop);

    protected override int Files() => _root.EnumerateDirectories().Where(d => d.Name[0] != '.').Sum(d => d.EnumerateFiles().Count(f => f.Name[0] != '.'));

    protected override int Folders() => _root.EnumerateDirectories().Count(d => d.Name[0] != '.');

    protected override IEnumerable<string> Names() =>
        _root.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(f => f.Name).Where(n => n[0] != '.');

    private static ServiceProvider Services(string directory) => new ServiceCollection()
        .AddLocalFiles(new ConfigurationBuilder().AddInMemoryCollection([new("LocalFiles:Directory", directory)]).Build())
        .BuildServiceProvider();
}
