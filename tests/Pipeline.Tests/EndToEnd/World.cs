using System.IO.Compression;
using System.Text.Json.Nodes;
using Pipeline.Sandbox;
using Pipeline.Sandbox.Drive;
using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>A team's world in a folder of its own: the Sandbox (Notion, Drive, media site), a channel, credentials, and a
/// worker that can be started, killed and started again on the same data.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Channel = "audit-process";
    private readonly List<Worker> _workers = [];

    private World(SandboxServer sandbox, string home) => (Sandbox, Home) = (sandbox, home);

    public SandboxServer Sandbox { get; }

    public string Home { get; }

    public string Data => Path.Combine(Home, "data");

    /// <summary>What a user's shell would hold: the secrets.</summary>
    public Dictionary<string, string> Environment { get; } = new() { ["PIPELINE_NOTION__TOKEN"] = "ntn_sandbox" };

    /// <summary>Settings on top of the world's own; later ones win.</summary>
    public List<string> Settings { get; } = [];

    public static async Task<World> Create()
    {
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Seed = true }, TestContext.Current.CancellationToken);
        var home = Directory.CreateTempSubdirectory("pipeline-e2e-").FullName;
        var world = new World(sandbox, home);
        await File.WriteAllTextAsync(Path.Combine(home, "drive.json"), DriveSeed.ServiceAccountJson(sandbox.BaseAddress));
        await File.WriteAllTextAsync(Path.Combine(home, "channels.json"), DemoChannels.Json());
        return world;
    }

    /// <summary>Starts the worker with the scripted engine: real binaries, 0.3 s a request, the same words for every window.</summary>
    public Task<Worker> StartFastWorker(params string[] settings) => StartWorker([$"--Whisper:Model={ScriptedModel()}", .. settings]);

    /// <summary>Starts the worker with the bundled model.</summary>
    public async Task<Worker> StartWorker(params string[] settings)
    {
        var worker = await Worker.Start(Common([.. Settings, .. settings]), Environment, Home);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Adds keys to the channel, before a worker starts.</summary>
    public void Channels(string keys)
    {
        var file = Path.Combine(Home, "channels.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"action\": \"update_origin\"", "\"action\": \"update_origin\", " + keys, StringComparison.Ordinal));
    }

    public Task<(int ExitCode, string Output)> Command(params string[] arguments) => Worker.Command(arguments, Environment, Home);

    /// <summary>The data directory and files of this world, for CLI commands.</summary>
    public string[] Common(params string[] more) =>
    [
        $"--Storage:DataDirectory={Data}", $"--Channels:File={Path.Combine(Home, "channels.json")}",
        $"--Notion:BaseAddress={Sandbox.BaseAddress}", $"--Drive:BaseAddress={Sandbox.BaseAddress}",
        $"--Drive:CredentialsFile={Path.Combine(Home, "drive.json")}", $"--Drive:RootFolderId={DriveSeed.FolderId}",
        $"--Egress:AllowedPrivateHosts:0={Sandbox.BaseAddress.Authority}", "--Polling:Seconds=1", "--Polling:Existing=all", "--Health:AtStart=false", "--Worker:MinFreeMiB=50",
        "--Retry:FirstPauseSeconds=1", "--Whisper:ServerPath=whisper-server", "--Queue:ReconcileSeconds=1", .. more,
    ];

    /// <summary>Changes the channel's entry in channels.json; before a worker starts.</summary>
    public void EditChannel(Action<JsonObject> edit) => EditChannels(channels => edit(channels[Channel]!.AsObject()));

    /// <summary>A second channel: the first one's entry, changed.</summary>
    public void AddChannel(string name, Action<JsonObject> edit) => EditChannels(channels =>
    {
        var entry = channels[Channel]!.DeepClone().AsObject();
        edit(entry);
        channels[name] = entry;
    });

    /// <summary>A channel that makes pages in <paramref name="made"/> of the rows of <paramref name="origins"/> (columns URL and the one for the link).</summary>
    public void AddMakingChannel(string name, NotionDatabase origins, NotionDatabase made, string link = "Page", bool polled = true) => AddChannel(name, channel =>
    {
        (channel["action"], channel["database"], channel["name_format"]) = ("create_new_page", made.DatabaseId, "{title}");
        channel["origin"] = new JsonObject { ["database"] = origins.DatabaseId, ["field_map"] = new JsonObject { ["page_link"] = link, ["video_url"] = "URL" } };
        channel["trigger"] = new JsonObject { ["empty"] = "page_link" };
        if (!polled) channel.Remove("trigger");
    });

    private void EditChannels(Action<JsonObject> edit)
    {
        var file = Path.Combine(Home, "channels.json");
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        edit(json["channels"]!.AsObject());
        File.WriteAllText(file, json.ToJsonString());
    }

    public Uri Media(string path) => new(Sandbox.BaseAddress, "media/" + path);

    /// <summary>Adds a row that asks to be processed; returns its page id.</summary>
    public string AddRow(Uri link, string status = "Queued") => AddRow(link.ToString(), status);

    public string AddRow(string link, string status = "Queued") => Sandbox.Notion.AddPage(NotionSeed.DataSourceId, new Dictionary<string, string?>
    {
        ["Name"] = "A row", ["Video Link"] = link, [NotionSeed.StatusColumn] = status,
    });

    public string Column(string page, string column) => Sandbox.Notion.GetText(page, column);

    public string Word(string page) => Column(page, NotionSeed.StatusColumn);

    /// <summary>The status words in the order in which they were written, the test's own "Queued" left out.</summary>
    public IReadOnlyList<string> Words(string page) =>
        [.. Sandbox.Notion.StatusHistory(page, NotionSeed.StatusColumn).Select(c => c.Word ?? "").Where(w => w != "Queued")];

    /// <summary>Waits for a status word; Error instead of it ends the waiting.</summary>
    public async Task UntilWord(string page, string word, int seconds = 120)
    {
        string Said() => $"the word {word}; the row says {Word(page)}: {Column(page, "ProcessErrors")}\n{Logs()}";
        await Eventually.True(() => Word(page) == word || Word(page) == "Error", TimeSpan.FromSeconds(seconds), Said);
        Assert.True(Word(page) == word, "Waited for " + Said());
    }

    /// <summary>Waits until no video is under way and Notion has all that was to be said.</summary>
    public Task UntilAllSent(int seconds = 120) => Eventually.True(
        async () => await Books.Scalar(Data, "select (select count(*) from jobs where status in ('Pending', 'Running')) + (select count(*) from board_outbox)") == 0,
        TimeSpan.FromSeconds(seconds), () => "nothing left to do or to send\n" + Logs());

    public IReadOnlyList<DriveFile> DriveFiles() => [.. Sandbox.Drive.ListFiles().Where(f => f.Size is not null && !f.Trashed)];

    public string Logs() => string.Join("\n--- next worker ---\n", _workers.Select(w => w.Log));

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers) await worker.DisposeAsync();
        await Sandbox.DisposeAsync();
        Directory.Delete(Home, recursive: true);
        NotionTraffic.AssertWellFormed(Sandbox.Journal.Entries);
    }

    /// <summary>A model that says the same words in every window, in a third of a second.</summary>
    public string ScriptedModel()
    {
        var path = Path.Combine(Home, "scripted.bin");
        if (File.Exists(path)) return path;
        using var packed = new GZipStream(File.OpenRead(Path.Combine(RepositoryRoot.Path, "tests", "assets", "scripted-micro.bin.gz")), CompressionMode.Decompress);
        using var file = File.Create(path);
        packed.CopyTo(file);
        return path;
    }
}
