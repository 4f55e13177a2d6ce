using Pipeline.Sandbox.Faults;

namespace Pipeline.Tests.EndToEnd;

/// <summary><c>pipeline models</c>, the real executable against the Sandbox's model host.</summary>
public sealed class ModelsCommandTests
{
    private const string Small = "tiny-q5_1";

    [Fact]
    public async Task A_model_is_pulled_listed_verified_and_used()
    {
        await using var world = await World.Create();
        var (code, output) = await Models(world, "pull", Small);
        Assert.True(code == 0, output);
        Assert.Contains(Path.Combine(world.Data, "models", $"ggml-{Small}.bin"), (await Models(world, "list")).Output, StringComparison.Ordinal);
        Assert.Equal((0, true), await Verified(world));

        await using var worker = await world.StartWorker($"--Whisper:Model={Small}");
        var page = world.AddRow(world.Media("page/jfk"));
        await world.UntilWord(page, "Complete");
        Assert.Contains($"Speech engine {Small} ready", world.Logs(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_that_was_cut_goes_on_where_it_was()
    {
        await using var world = await World.Create();
        world.Sandbox.Models.CutNext(0.5);
        var (code, output) = await Models(world, "pull", Small, "--Egress:DownloadRetries=0");
        Assert.Equal(1, code);
        Assert.Contains("broke off", output, StringComparison.Ordinal);
        Assert.False(File.Exists(ModelFile(world)));

        (code, output) = await Models(world, "pull", Small);
        Assert.True(code == 0, output);
        Assert.Equal(2, world.Sandbox.Models.Ranges.Count);
        Assert.Matches("^bytes=[1-9][0-9]+-$", world.Sandbox.Models.Ranges[1]);
        Assert.Equal((0, true), await Verified(world));
    }

    [Fact]
    public async Task Other_bytes_than_the_published_ones_never_get_the_models_name()
    {
        await using var world = await World.Create();
        // The host's "tiny" is another model than the one whose SHA-1 whisper.cpp publishes.
        var (code, output) = await Models(world, "pull", "tiny");
        Assert.Equal(1, code);
        Assert.Contains("another checksum (SHA1)", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(world.Data, "models"), "*.bin*", SearchOption.AllDirectories), f => !f.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disk_without_room_is_said_before_the_first_byte()
    {
        await using var world = await World.Create();
        var (code, output) = await Models(world, "pull", Small, "--Worker:MinFreeMiB=1000000000");
        Assert.Equal(1, code);
        Assert.Contains("no room for the speech model tiny-q5_1", output, StringComparison.Ordinal);
        Assert.Contains("MiB free", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/proc/nope")]
    public async Task A_model_folder_that_cannot_be_written_is_one_sentence_with_the_setting(string folder)
    {
        await using var world = await World.Create();
        var (code, output) = await Models(world, "pull", Small, $"--Models:Directory={folder}");
        Assert.Equal(1, code);
        Assert.Contains($"cannot be written into the model folder {folder}", output, StringComparison.Ordinal);
        Assert.Contains("Models:Directory", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verifying_goes_on_when_the_host_of_one_model_does_not_answer()
    {
        await using var world = await World.Create();
        Directory.CreateDirectory(Path.Combine(world.Data, "models"));
        await File.WriteAllTextAsync(ModelFile(world), "from elsewhere", TestContext.Current.CancellationToken);
        world.Sandbox.Faults.Add(new FaultRule { PathPattern = "^/models/", Kind = FaultKind.Status, StatusCode = 503 });
        var (code, output) = await Models(world, "verify", Small, "base-q4_k");
        Assert.Equal(1, code);
        Assert.Contains($"{Small}: the host could not be asked: 127.0.0.1 answered 503.", output, StringComparison.Ordinal);
        Assert.Contains("base-q4_k: as published", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_says_which_names_only_detect_speech()
    {
        await using var world = await World.Create();
        var lines = (await Models(world, "list")).Output.Split('\n');
        Assert.All(lines.Where(l => l.Contains("silero-", StringComparison.Ordinal)), l => Assert.Contains("detects speech only", l, StringComparison.Ordinal));
        Assert.Equal(2, lines.Count(l => l.Contains("detects speech only", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_damaged_file_and_an_unknown_name_are_told_apart()
    {
        await using var world = await World.Create();
        Directory.CreateDirectory(Path.Combine(world.Data, "models"));
        await File.WriteAllTextAsync(Path.Combine(world.Data, "models", "ggml-small.bin"), "half", TestContext.Current.CancellationToken);
        var (code, output) = await Models(world, "verify");
        Assert.Equal(1, code);
        Assert.Contains("small: damaged", output, StringComparison.Ordinal);
        Assert.Contains("base-q4_k: as published", output, StringComparison.Ordinal);

        (code, output) = await Models(world, "pull", "gigantic");
        Assert.Equal(2, code);
        Assert.Contains("gigantic cannot be downloaded", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_refuses_is_named_with_its_answer()
    {
        await using var world = await World.Create();
        world.Sandbox.Faults.Add(new FaultRule { PathPattern = "^/models/", Kind = FaultKind.Status, StatusCode = 403 });
        var (code, output) = await Models(world, "pull", "small");
        Assert.Equal(1, code);
        Assert.Contains("could not be downloaded from 127.0.0.1: 127.0.0.1 answered 403", output, StringComparison.Ordinal);
    }

    private static string ModelFile(World world) => Path.Combine(world.Data, "models", $"ggml-{Small}.bin");

    private static async Task<(int Code, bool AsPublished)> Verified(World world)
    {
        var (code, output) = await Models(world, "verify", Small);
        return (code, output.Contains($"{Small}: as published", StringComparison.Ordinal));
    }

    private static Task<(int ExitCode, string Output)> Models(World world, params string[] arguments) =>
        world.Command(["models", .. arguments.Where(a => !a.StartsWith("--", StringComparison.Ordinal)), .. world.Common([$"--Models:BaseAddress={world.Sandbox.BaseAddress}models/", .. arguments.Where(a => a.StartsWith("--", StringComparison.Ordinal))])]);
}
