using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Sandbox;
using Pipeline.Sandbox.Drive;
using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Support;

namespace Pipeline.Benchmarks.Running;

/// <summary>A fresh Sandbox, an empty data directory and one worker with the shipped settings: only addresses, files and free space differ.</summary>
internal sealed class TeamWorld : IAsyncDisposable
{
    private const string Channel = "audit-process";
    private readonly DirectoryInfo _home;
    private readonly HttpClient _http = new();

    private TeamWorld(SandboxServer sandbox, DirectoryInfo home) => (Sandbox, _home) = (sandbox, home);

    public SandboxServer Sandbox { get; }

    public WorkerProcess Worker { get; private set; } = null!;

    public JobBooks Books => new(Data);

    /// <summary>For files of the measurement itself; goes away with the world.</summary>
    public string Home => _home.FullName;

    private string Data => Path.Combine(Home, "data");

    /// <summary>With the bundled model.</summary>
    public static async Task<TeamWorld> Start(CancellationToken ct, params string[] settings)
    {
        var world = new TeamWorld(await SandboxServer.StartAsync(new SandboxOptions { Seed = true }, ct), Directory.CreateTempSubdirectory("pipeline-bench-"));
        try
        {
            await File.WriteAllTextAsync(world.PathOf("drive.json"), DriveSeed.ServiceAccountJson(world.Sandbox.BaseAddress), ct);
            await File.WriteAllTextAsync(world.PathOf("channels.json"), DemoChannels.Json(), ct);
            world.Worker = await WorkerProcess.Start([.. world.Settings(), .. settings], world.Home, ct);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>With the scripted model: real binaries, some tenths of a second a request, the same words for every window.</summary>
    public static async Task<TeamWorld> StartScripted(CancellationToken ct)
    {
        var model = Path.Combine(Path.GetTempPath(), $"pipeline-bench-scripted-{Environment.ProcessId}.bin");
        if (File.Exists(model)) return await Start(ct, $"--Whisper:Model={model}");
        await using var packed = new GZipStream(File.OpenRead(RepositoryRoot.File("tests/assets/scripted-micro.bin.gz")), CompressionMode.Decompress);
        await using (var file = File.Create(model)) await packed.CopyToAsync(file, ct);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(model);
        return await Start(ct, $"--Whisper:Model={model}");
    }

    public string PathOf(string name) => Path.Combine(Home, name);

    public Uri Media(string path) => new(Sandbox.BaseAddress, "media/" + path);

    /// <summary>A row that asks for nothing: the webhook brings the work.</summary>
    public string AddRow() => Sandbox.Notion.AddPage(NotionSeed.DataSourceId, new Dictionary<string, string?> { ["Name"] = "A row" });

    /// <summary>Posts to the webhook.</summary>
    /// <returns>The job's id, and when the answer was here.</returns>
    public async Task<(string Job, DateTimeOffset AnsweredAt)> Submit(Uri link, string page, CancellationToken ct)
    {
        var body = new { video_url = link.ToString(), channel_name = Channel, notion_page_id = page, language = "en" };
        using var response = await _http.PostAsJsonAsync(new Uri(Worker.Address, "webhook/process-video"), body, ct);
        var at = DateTimeOffset.UtcNow;
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return (answer.GetProperty("task_id").GetString()!, at);
    }

    /// <summary>When Notion was given a word, by the Sandbox's clock; waits for it. Error instead of it ends the run.</summary>
    public async Task<DateTimeOffset> WordAt(string page, string word, TimeSpan limit, CancellationToken ct)
    {
        StatusChange? Seen(string sought) =>
            Sandbox.Notion.StatusHistory(page, NotionSeed.StatusColumn).FirstOrDefault(c => !c.ByPerson && c.Word == sought);
        await Wait.Until(() => Task.FromResult(Seen(word) is not null || Seen("Error") is not null), limit, () => $"the word {word}\n{Worker.LogTail}", ct);
        return Seen(word)?.At ?? throw new InvalidOperationException($"The row says Error: {Sandbox.Notion.GetText(page, "ProcessErrors")}\n{Worker.LogTail}");
    }

    public async ValueTask DisposeAsync()
    {
        if (Worker is not null) await Worker.DisposeAsync();
        _http.Dispose();
        await Sandbox.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private string[] Settings() =>
    [
        $"--Storage:DataDirectory={Data}", $"--Channels:File={PathOf("channels.json")}",
        $"--Notion:BaseAddress={Sandbox.BaseAddress}", $"--Drive:BaseAddress={Sandbox.BaseAddress}",
        $"--Drive:CredentialsFile={PathOf("drive.json")}", $"--Drive:RootFolderId={DriveSeed.FolderId}",
        $"--Egress:AllowedPrivateHosts:0={Sandbox.BaseAddress.Authority}", "--Worker:MinFreeMiB=200", "--Polling:Existing=all", "--Health:AtStart=false",
    ];
}
