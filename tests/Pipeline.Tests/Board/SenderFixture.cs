using Microsoft.Data.Sqlite;
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
using Pipeline.Sandbox.Faults;
using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Support;
using NotionSchema = Pipeline.Sandbox.Notion.NotionSchema;

namespace Pipeline.Tests.Board;

/// <summary>The whole road of a write: job store, SQLite outbox, sender, Notion client, the Sandbox's Notion.</summary>
public sealed class SenderFixture : IAsyncLifetime
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pipeline-board-");
    private readonly string? _data;
    private ServiceProvider _services = null!;
    private IConfigurationRoot _configuration = null!;

    /// <param name="data">The data directory of somebody else who puts writes in; null: one of its own.</param>
    public SenderFixture(string? data = null) => _data = data;

    /// <summary>The worker's; the Sandbox has the true one.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public SandboxServer Sandbox { get; private set; } = null!;

    public NotionDatabase Table { get; private set; } = null!;

    /// <summary>Rows whose videos get pages in <see cref="Table"/>.</summary>
    public NotionDatabase Origins { get; private set; } = null!;

    /// <summary>Channels on top of the fixture's own, from the next <see cref="Restart"/> on.</summary>
    public IReadOnlyList<Channel> MoreChannels { get; set; } = [];

    public LogLines Log { get; } = new();

    public NotionWorkspace Notion => Sandbox.Notion;

    public IJobStore Jobs => _services.GetRequiredService<IJobStore>();

    public IBoardOutbox Outbox => _services.GetRequiredService<IBoardOutbox>();

    public BoardMetrics Metrics => _services.GetRequiredService<BoardMetrics>();

    public BoardSignal Signal => _services.GetRequiredService<BoardSignal>();

    private string DatabasePath => _services.GetRequiredService<StorageOptions>().DatabasePath;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Sandbox = await SandboxServer.StartAsync(ct: Ct);
        _configuration = Configuration();
        Table = Notion.AddDatabase("Videos", new NotionSchema()
            .Add("Name", "title").Select("Status", "Queued").Status("State", "Queued", "Complete").Add("Errors", "rich_text"));
        Origins = Notion.AddDatabase("Origins", new NotionSchema().Add("Name", "title").Add("Transcript", "url").Select("Status", "Open"));
        await Restart();
    }

    /// <summary>A new process on the same data, with one more channel and other settings if asked.</summary>
    public async Task Restart(string? moreChannel = null, params (string Key, string Value)[] settings)
    {
        foreach (var (key, value) in settings) _configuration[key] = value;
        if (_services is not null) await _services.DisposeAsync();
        Channel[] channels = [Channel("select", "Status"), Channel("state", "State"), Making(), .. MoreChannels, .. moreChannel is null ? [] : new[] { Channel(moreChannel, "Status") }];
        _services = new ServiceCollection().AddSingleton(Clock)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddStorage(_configuration).AddNotion(_configuration).AddBoardSender(_configuration)
            .AddSingleton(new ChannelCatalog(channels))
            .BuildServiceProvider();
        await _services.GetRequiredService<DatabaseMigrator>().Run(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await _services.DisposeAsync();
        NotionTraffic.AssertWellFormed(Sandbox.Journal.Entries);
        await Sandbox.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    /// <summary>As it stands in the settings from now on.</summary>
    public string Token
    {
        set => _configuration["Notion:Token"] = value;
    }

    public Task Start() => Task.WhenAll(_services.GetServices<IHostedService>().Select(s => s.StartAsync(Ct)));

    public Task Stop() => Task.WhenAll(_services.GetServices<IHostedService>().Select(s => s.StopAsync(CancellationToken.None)));

    public string AddRow() => Notion.AddPage(Table.DataSourceId, new Dictionary<string, string?>());

    /// <summary>A running job of that row; its writes go through the store as those of a stage do.</summary>
    public async Task<JobId> AddJob(string page, string channel = "select")
    {
        var now = Clock.GetUtcNow();
        var job = new VideoJob
        {
            Id = JobId.New(now), Source = SourceKind.YouTube, SourceUrl = $"https://a.example/{page}", Channel = channel, NotionPageId = page,
            AcceptedAt = now, DueAt = now,
        };
        await Jobs.Insert(job, Ct);
        Assert.IsType<ClaimOutcome.Claimed>(await Jobs.Claim(job.Id, "claim", now, Ct));
        return job.Id;
    }

    public async Task Put(JobId job, params BoardWrite[] writes) =>
        Assert.True(await Jobs.StageStarted(job, "claim", JobStage.Download, Clock.GetUtcNow(), writes, null, Ct));

    public async Task PutWord(JobId job, string page, string word, string channel = "select") => await Put(job, Word(page, word, channel));

    public static BoardWrite Word(string page, string word, string channel = "select") =>
        new BoardWrite.Values(page, channel, new Dictionary<string, BoardValue> { [FieldKey.Status] = new BoardValue.Text(word) });

    public static BoardWrite FinalWord(string page, string word, string channel = "select") => (BoardWrite.Values)Word(page, word, channel) with { AfterTranscript = true };

    /// <summary>A whole transcript of so many paragraphs, ten seconds each.</summary>
    public static BoardWrite.Transcript Transcript(string page, int paragraphs) => new(
        page, "select", "Transcript · en", [.. Enumerable.Range(0, paragraphs).Select(n => new PageParagraph($"{n / 6}:{n % 6}0", null, [new TextRun($"paragraph {n}")]))]) { Whole = true };

    /// <summary>Sends what is in the outbox; the process ends at the given call, and the next one goes on.</summary>
    /// <returns>False when there is no such call: everything went out.</returns>
    public async Task<bool> KilledAt(int call, FaultKind kind)
    {
        using var hold = Sandbox.Faults.Add(new FaultRule { PathPattern = "/v1/", Kind = kind, Skip = call, Times = 1 });
        await Start();
        await Eventually.True(async () => hold.Reached.IsCompleted || (await Outbox.Depth(Ct)).Count == 0, Limit, () => $"call {call}");
        await Stop();
        await Restart();
        if (!hold.Reached.IsCompleted) return false;
        await Start();
        await Empty();
        await Stop();
        return true;
    }

    public async Task Empty() => await Eventually.True(async () => (await Outbox.Depth(Ct)).Count == 0, Limit, () => "an empty outbox");

    public async Task Waits(JobId job, string reason) => await Eventually.True(
        async () => (await Outbox.Waiting(job, Ct)).Reason?.Contains(reason, StringComparison.Ordinal) == true, Limit, () => $"writes that wait because of: {reason}");

    public async Task Sql(string command)
    {
        await using var connection = new SqliteConnection($"Data Source={DatabasePath}");
        await connection.OpenAsync(Ct);
        await using var statement = new SqliteCommand(command, connection);
        await statement.ExecuteNonQueryAsync(Ct);
    }

    private Channel Channel(string name, string statusColumn) => new()
    {
        Name = name,
        Action = ChannelAction.UpdateOrigin,
        Database = Table.DatabaseId,
        FieldMap = new Dictionary<string, string> { [FieldKey.Status] = statusColumn, [FieldKey.ProcessErrors] = "Errors" },
    };

    private Channel Making() => Channel("make", "Status") with
    {
        Action = ChannelAction.CreateNewPage,
        Origin = new ChannelOrigin { FieldMap = new Dictionary<string, string> { [FieldKey.PageLink] = "Transcript" } },
    };

    private IConfigurationRoot Configuration() => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Storage:DataDirectory"] = _data ?? _directory.FullName,
        ["Notion:BaseAddress"] = Sandbox.BaseAddress.ToString(),
        ["Notion:Token"] = "ntn_sandbox",
        ["Notion:RequestsPerSecond"] = "100",
        ["Notion:Burst"] = "100",
        ["Notion:SchemaMaxAgeMinutes"] = "0.1",
        ["Board:LookEveryMilliseconds"] = "50",
        ["Board:FirstRetrySeconds"] = "0.05",
        ["Board:LongestRetrySeconds"] = "0.2",
        ["Board:BlockedRetrySeconds"] = "0.1",
        ["Board:SettleSeconds"] = "0.5",
        ["Board:ProgressEverySeconds"] = "0",
        ["Notion:TokenCheckSeconds"] = "0.2",
    }).Build();
}
