using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Adapters.Drive;
using Pipeline.Adapters.Files;
using Pipeline.Adapters.LocalFiles;
using Pipeline.Core.Files;

namespace Pipeline.Tests.Files;

public sealed class FileStoreRegistrationTests
{
    [Theory]
    [InlineData("local", "LocalFileStore")]
    [InlineData("drive", "DriveFileStore")]
    public async Task The_setting_chooses_the_store(string word, string type)
    {
        await using var services = Services(("Files:Store", word), ("LocalFiles:Directory", "/srv/files"), ("Drive:CredentialsFile", "/etc/drive.json"));
        Assert.Equal(type, services.GetRequiredService<IFileStore>().GetType().Name);
    }

    [Theory]
    [InlineData("Files:Store must be drive or local.", "Files:Store", "s3")]
    [InlineData("Drive:CredentialsFile is empty, but Files:Store is drive. Set it, or choose the other store.", "Files:Store", "drive")]
    [InlineData("LocalFiles:Directory is empty, but Files:Store is local. Set it, or choose the other store.", "Files:Store", "local")]
    [InlineData("Files:Stor is not a setting. Did you mean Store?", "Files:Stor", "local")]
    public async Task A_choice_that_cannot_work_stops_the_start_with_a_sentence(string sentence, string key, string value)
    {
        await using var services = Services((key, value));
        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<FilesOptions>>().Value);
        Assert.Contains(sentence, refusal.Failures);
    }

    [Theory]
    [InlineData("Drive:ChunkMiB", "65")]
    [InlineData("Drive:StallSeconds", "1")]
    [InlineData("Drive:BaseAddress", "www.googleapis.com")]
    [InlineData("Drive:MaxAttemptsPerChunk", "0")]
    [InlineData("Drive:MaxSessionsPerFile", "0")]
    [InlineData("Drive:FirstPauseSeconds", "100")]
    [InlineData("Drive:LongestPauseSeconds", "0.1")]
    [InlineData("Drive:ImpersonateUser", "somebody@example.com")]
    [InlineData("LocalFiles:Directory", "relative/path")]
    public async Task A_setting_out_of_range_is_named(string key, string value)
    {
        await using var services = Services((key, value));
        var refusal = Assert.Throws<OptionsValidationException>(() =>
            key.StartsWith("Drive", StringComparison.Ordinal)
                ? (object)services.GetRequiredService<DriveOptions>()
                : services.GetRequiredService<LocalFilesOptions>());
        Assert.Contains(refusal.Failures, f => f.StartsWith(key, StringComparison.Ordinal));
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))).Build();
        return new ServiceCollection().AddLogging().AddDrive(configuration).AddLocalFiles(configuration).AddFileStore(configuration)
            .BuildServiceProvider();
    }
}
