using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Adapters.Notion;
using Pipeline.Adapters.Storage;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Sandbox;
using Pipeline.Sandbox.Notion;

namespace Pipeline.Benchmarks.Running;

/// <summary>The product's road to Notion by itself: outbox on disk, sender, client, against a Sandbox that holds Notion's budget of 180
/// requests in 60 s. All times are divided by <c>speed</c>, the budget's window with them.</summary>
internal sealed class BoardRig : IAsyncDisposable
{
    private const string Claim = "bench";
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("pipeline-bench-");
    private readonly ServiceProvider _services;
    private readonly NotionDatabase _table;

    private BoardRig(SandboxServer sandbox, int speed)
    {
        Sandbox = sandbox;
        _table = sandbox.Notion.AddDatabase("Videos", new NotionSchema().Add("Name", "title").Select("Status", "Queued").Add("Progress", "number").Add("Link", "url"));
        Channel = new Channel
        {
            Name = "bench", Action = ChannelAction.UpdateOrigin, Database = _table.DatabaseId, Trigger = new ChannelTrigger.Word("Queued"),
            FieldMap = new Dictionary<string, string> { [FieldKey.Status] = "Status", [FieldKey.Progress] = "Progress", [FieldKey.VideoLink] = "Link" },
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings(speed)).Build();
        _services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddStorage(configuration).AddNotion(configuration).AddBoardSender(configuration)
            .AddSingleton(new ChannelCatalog([Channel]))
            .BuildServiceProvider();
        sandbox.Notion.Budget = (180, TimeSpan.FromSeconds(60.0 / speed));
    }

    public SandboxServer Sandbox { get; }

    public Channel Channel { get; }

    public IBoard Board => _services.GetRequiredService<IBoard>();

    public IBoardOutbox Outbox => _services.GetRequiredService<IBoardOutbox>();

    private IJobStore Jobs => _services.GetRequiredService<IJobStore>();

    public static async Task<BoardRig> Start(int speed, CancellationToken ct)
    {
        var rig = new BoardRig(await SandboxServer.StartAsync(ct: ct), speed);
        await rig._services.GetRequiredService<DatabaseMigrator>().Run(ct);
        foreach (var service in rig._services.GetServices<IHostedService>()) await service.StartAsync(ct);
        return rig;
    }

    /// <summary>A row with a job that runs.</summary>
    public async Task<(string Page, JobId Job)> AddVideo(CancellationToken ct)
    {
        var page = Sandbox.Notion.AddPage(_table.DataSourceId, new Dictionary<string, string?>());
        var now = DateTimeOffset.UtcNow;
        var job = new VideoJob
        {
            Id = JobId.New(now), Source = SourceKind.YouTube, SourceUrl = $"https://video.example/{page}", Channel = Channel.Name, NotionPageId = page, AcceptedAt = now, DueAt = now,
        };
        await Jobs.Insert(job, ct);
        await Jobs.Claim(job.Id, Claim, now, ct);
        return (page, job.Id);
    }

    public async Task Put(JobId job, CancellationToken ct, params BoardWrite[] writes)
    {
        await Jobs.Show(job, Claim, writes, ct);
        _services.GetRequiredService<BoardSignal>().Notify();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>()) await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await Sandbox.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private Dictionary<string, string?> Settings(int speed) => new()
    {
        ["Storage:DataDirectory"] = _home.FullName,
        ["Notion:BaseAddress"] = Sandbox.BaseAddress.ToString(),
        ["Notion:Token"] = "ntn_sandbox",
        ["Notion:RequestsPerSecond"] = (2.5 * speed).ToString(CultureInfo.InvariantCulture),
        ["Board:LookEveryMilliseconds"] = Math.Max(50, 500 / speed).ToString(CultureInfo.InvariantCulture),
        ["Board:ProgressEverySeconds"] = (10.0 / speed).ToString(CultureInfo.InvariantCulture),
    };
}
