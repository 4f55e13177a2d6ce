using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Adapters.Notion;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Sandbox;
using Pipeline.Sandbox.Faults;
using Pipeline.Sandbox.Notion;
using NotionSchema = Pipeline.Sandbox.Notion.NotionSchema;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Notion;

/// <summary>The product's board, as its registration makes it, against a Sandbox with one table of every kind of column.
/// At the end no log line may hold the token.</summary>
public sealed class BoardFixture : IAsyncLifetime
{
    private const string Token = "ntn_sandbox";
    private ServiceProvider _services = null!;

    /// <summary>The Sandbox's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public SandboxServer Sandbox { get; private set; } = null!;

    public NotionDatabase Table { get; private set; } = null!;

    public LogLines Log { get; } = new();

    public NotionWorkspace Notion => Sandbox.Notion;

    public FaultPlan Faults => Sandbox.Faults;

    public IBoard Board => _services.GetRequiredService<IBoard>();

    public async ValueTask InitializeAsync()
    {
        Sandbox = await SandboxServer.StartAsync(new SandboxOptions { Time = Clock });
        Table = Notion.AddDatabase("Videos", new NotionSchema()
            .Add("Name", "title").Select("Status", "Queued", "Processing", "Complete", "Error").Status("State", "Queued", "Done")
            .Add("Link", "url").Add("Errors", "rich_text").Add("Minutes", "number").Add("Date", "date").Add("Files", "files")
            .Add("Tags", "multi_select").Add("Ready", "checkbox").Add("Page", "url").Add("Created", "created_time"));
        Restart();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Sandbox.DisposeAsync();
        NotionTraffic.AssertWellFormed(Sandbox.Journal.Entries);
        Assert.DoesNotContain(Log.All, line => line.Contains(Token, StringComparison.Ordinal));
    }

    /// <summary>A new board that remembers nothing, as after a crash.</summary>
    public void Restart(string token = Token, params (string Key, string Value)[] settings)
    {
        _services?.Dispose();
        var values = new Dictionary<string, string?>
        {
            ["Notion:BaseAddress"] = Sandbox.BaseAddress.ToString(),
            ["Notion:Token"] = token,
            ["Notion:RequestsPerSecond"] = "100",
            ["Notion:Burst"] = "100",
        };
        foreach (var (key, value) in settings) values[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        _services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddNotion(configuration)
            .BuildServiceProvider();
    }

    public string AddRow(params (string Column, string? Value)[] cells) =>
        Notion.AddPage(Table.DataSourceId, cells.ToDictionary(c => c.Column, c => c.Value));

    /// <summary>A channel of the fixture's table; without a map, the usual one.</summary>
    public Channel Channel(string? triggerWord = "Queued", params (string Key, string Column)[] map) => new()
    {
        Name = "test",
        Action = ChannelAction.UpdateOrigin,
        Database = Table.DatabaseId,
        Trigger = triggerWord is null ? new ChannelTrigger.EmptyStatus() : new ChannelTrigger.Word(triggerWord),
        FieldMap = map.Length > 0 ? map.ToDictionary(m => m.Key, m => m.Column) : new Dictionary<string, string>
        {
            [FieldKey.Name] = "Name", [FieldKey.Status] = "Status", [FieldKey.VideoLink] = "Link",
            [FieldKey.ProcessErrors] = "Errors", [FieldKey.LengthMin] = "Minutes",
        },
    };

    /// <summary>The rows that ask, as the poller finds them.</summary>
    public async Task<IReadOnlyList<BoardRow>> Find(params Channel[] channels)
    {
        var ct = TestContext.Current.CancellationToken;
        var found = await Board.FindTriggered(await Board.TableOf(channels[0], ct), channels, ct);
        return [.. channels.SelectMany(channel => found.GetValueOrDefault(channel.Name, []))];
    }

    public Task<BoardOutcome> SendValues(Channel channel, string page, params (string Key, BoardValue Value)[] fields) =>
        Board.Send(channel, new BoardWrite.Values(page, channel.Name, fields.ToDictionary(f => f.Key, f => f.Value)), TestContext.Current.CancellationToken);

    public Task<BoardOutcome> SendStatus(string page, string word) => SendValues(Channel(), page, (FieldKey.Status, new BoardValue.Text(word)));

    public Task<BoardOutcome> SendTranscript(BoardWrite.Transcript transcript) =>
        Board.Send(Channel(), transcript, TestContext.Current.CancellationToken);

    public int Calls(string method, string path) =>
        Sandbox.Journal.Entries.Count(e => e.Method == method && e.Target.Contains(path, StringComparison.Ordinal));
}
