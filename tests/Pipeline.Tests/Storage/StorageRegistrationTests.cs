using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Adapters.Storage;
using Pipeline.Core.Board;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Storage;

public sealed class StorageRegistrationTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-registration-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task All_ports_are_served_over_one_database_file_in_the_data_directory()
    {
        var data = Path.Combine(_directory, "a", "data");
        await using var services = Services(("Storage:DataDirectory", data));
        await services.GetRequiredService<DatabaseMigrator>().Run(CancellationToken.None);

        Assert.Empty(await services.GetRequiredService<IJobStore>().List(JobQuery.Open, CancellationToken.None));
        Assert.Null(await services.GetRequiredService<IBoardOutbox>().Next(OutboxQuery.All(DateTimeOffset.UnixEpoch), CancellationToken.None));
        Assert.NotNull(services.GetRequiredService<IArtifactStore>());
        Assert.NotNull(services.GetRequiredService<IPieceStore>());
        Assert.Same(services.GetRequiredService<DbDataSource>(), services.GetRequiredService<DbDataSource>());
        Assert.True(File.Exists(Path.Combine(data, "pipeline.db")));
    }

    [Theory]
    [InlineData("Storage:Provider", "postgres", "Storage:Provider is \"postgres\"")]
    [InlineData("Storage:DataDirectory", " ", "Storage:DataDirectory is empty")]
    [InlineData("Storage:DataDirektory", "x", "Did you mean DataDirectory?")]
    public void A_wrong_setting_is_refused_by_name(string key, string value, string expected)
    {
        using var services = Services((key, value));

        var refusal = Assert.Throws<OptionsValidationException>(services.GetRequiredService<StorageOptions>);

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
        return new ServiceCollection().AddStorage(configuration).BuildServiceProvider(validateScopes: true);
    }
}
