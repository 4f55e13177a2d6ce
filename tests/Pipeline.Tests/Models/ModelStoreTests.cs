using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Models;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Sandbox;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Models;

/// <summary>Where a model is found, against the Sandbox's model host.</summary>
public sealed class ModelStoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_model_is_looked_for_as_a_path_then_in_the_folder_then_among_the_bundled_ones()
    {
        using var folder = new TemporaryFolder();
        using var services = Services(folder);
        var store = services.GetRequiredService<ModelStore>();
        Assert.Equal(ModelPlace.Bundled, store.Find("base-q4_k")!.Place);
        Directory.CreateDirectory(store.Folder);
        File.WriteAllText(Path.Combine(store.Folder, "ggml-base-q4_k.bin"), "mine");
        Assert.Equal(ModelPlace.Folder, store.Find("base-q4_k")!.Place);
        Assert.Equal(ModelPlace.Folder, store.Find("ggml-base-q4_k.bin")!.Place);
        File.WriteAllText(folder.File("own.bin"), "own");
        Assert.Equal((ModelPlace.Path, "own"), (store.Find(folder.File("own.bin"))!.Place, store.Find(folder.File("own.bin"))!.Name));
        Assert.Null(store.Find(folder.File("ggml-base-q4_k.bin")));
    }

    [Fact]
    public async Task A_model_that_is_nowhere_names_all_four_places_and_the_command()
    {
        using var folder = new TemporaryFolder();
        using var services = Services(folder);
        var store = services.GetRequiredService<ModelStore>();
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => store.Require("small", Ct));
        Assert.Equal((ErrorClass.Operator, "model"), (failure.Error.Class, failure.Error.Code));
        foreach (var place in new[] { "no path", store.Folder, "assets/models", "Models:AutoDownload", "pipeline models pull small" })
            Assert.Contains(place, failure.Error.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_fetches_a_missing_model_when_that_is_allowed()
    {
        await using var sandbox = await SandboxServer.StartAsync(ct: Ct);
        using var folder = new TemporaryFolder();
        using var services = Services(folder, ("Models:BaseAddress", sandbox.BaseAddress + "models/"), ("Models:AutoDownload", "true"));
        var found = await services.GetRequiredService<ModelStore>().Require("tiny-q5_1", Ct);
        Assert.Equal(ModelPlace.Folder, found.Place);
        Assert.True(await services.GetRequiredService<ModelStore>().Verify(found, Ct));
    }

    [Fact]
    public async Task Two_that_want_the_same_model_fetch_it_once()
    {
        await using var sandbox = await SandboxServer.StartAsync(ct: Ct);
        using var folder = new TemporaryFolder();
        using var services = Services(folder, ("Models:BaseAddress", sandbox.BaseAddress + "models/"), ("Models:AutoDownload", "true"));
        using var other = Services(folder, ("Models:BaseAddress", sandbox.BaseAddress + "models/"), ("Models:AutoDownload", "true"));
        await Task.WhenAll(services.GetRequiredService<ModelStore>().Require("tiny-q5_1", Ct), other.GetRequiredService<ModelStore>().Require("tiny-q5_1", Ct));
        Assert.Single(sandbox.Models.Ranges);
    }

    [Fact]
    public void The_bundled_models_are_what_their_list_says() =>
        Assert.All(new[] { "base-q4_k", "silero-v6.2.0" }, name => Assert.NotNull(ModelCatalog.Find(name)!.Checksum));

    [Fact]
    public void Every_name_is_there_once() => Assert.Equal(ModelCatalog.All.Count, ModelCatalog.All.Select(m => m.Name).Distinct().Count());

    private static ServiceProvider Services(TemporaryFolder folder, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        return new ServiceCollection().AddLogging().AddEgress(configuration).AddModels(configuration)
            .AddSingleton(new DataRoot(folder.File("data"))).AddSingleton(new DiskFloor(1)).BuildServiceProvider();
    }
}
