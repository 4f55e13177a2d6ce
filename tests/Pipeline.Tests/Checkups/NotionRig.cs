using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Adapters.Notion;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Checkups;
using Pipeline.Sandbox;
using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Checkups;

/// <summary>A workspace that is well, and the product's check-up of it. A test breaks one thing, looks, repairs it as the line says, looks again.</summary>
internal sealed class NotionRig : IAsyncDisposable
{
    private NotionRig(SandboxServer sandbox)
    {
        Sandbox = sandbox;
        HomePage = Notion.AddPlainPage("Team home");
        Table = Notion.AddDatabase("Videos", NotionSeed.Columns());
        Channel = new Channel
        {
            Name = "talks",
            Action = ChannelAction.UpdateOrigin,
            Database = Table.DatabaseId,
            Trigger = new ChannelTrigger.Word("Queued"),
            FieldMap = new Dictionary<string, string>
            {
                [FieldKey.Name] = "Name", [FieldKey.Status] = NotionSeed.StatusColumn, [FieldKey.VideoLink] = "Video Link",
                [FieldKey.ProcessErrors] = "ProcessErrors", [FieldKey.LengthMin] = "Lenght min", [FieldKey.TranscriptFile] = "Transcript File",
            },
        };
    }

    public SandboxServer Sandbox { get; }

    public NotionWorkspace Notion => Sandbox.Notion;

    public NotionDatabase Table { get; }

    public string HomePage { get; }

    public Channel Channel { get; set; }

    public string Token { get; set; } = "ntn_sandbox";

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public LogLines Log { get; } = new();

    public static async Task<NotionRig> Start() => new(await SandboxServer.StartAsync());

    /// <summary>As a new worker would.</summary>
    public async Task<CheckupReport> Look(bool fix = false)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Notion:BaseAddress"] = Sandbox.BaseAddress.ToString(), ["Notion:Token"] = Token, ["Notion:RequestsPerSecond"] = "100", ["Notion:Burst"] = "100",
        }).Build();
        await using var services = new ServiceCollection().AddSingleton(Clock).AddSingleton(new ChannelCatalog([Channel]))
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddNotion(configuration).AddNotionCheckup().AddSingleton<Examination>().BuildServiceProvider();
        return await services.GetRequiredService<Examination>().Run(fix, TestContext.Current.CancellationToken);
    }

    /// <summary>Changes the table as a person does in Notion.</summary>
    public async Task Change(string columns)
    {
        using var http = Person();
        using var body = new StringContent($$"""{"properties":{{columns}}}""", Encoding.UTF8, "application/json");
        using var answer = await http.PatchAsync($"v1/data_sources/{Table.DataSourceId}", body, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Notion's API in the hands of somebody else.</summary>
    public HttpClient Person()
    {
        var http = new HttpClient { BaseAddress = Sandbox.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "ntn_sandbox");
        http.DefaultRequestHeaders.Add("Notion-Version", "2026-03-11");
        return http;
    }

    public void Map(string key, string column) => Channel = Channel with { FieldMap = new Dictionary<string, string>(Channel.FieldMap) { [key] = column } };

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        Assert.DoesNotContain(Log.All, line => line.Contains("ntn_sandbox", StringComparison.Ordinal));
    }
}
