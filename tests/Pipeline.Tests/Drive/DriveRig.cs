using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Adapters.Drive;
using Pipeline.Adapters.Egress;
using Pipeline.Core.Channels;
using Pipeline.Core.Checkups;
using Pipeline.Core.Files;
using Pipeline.Core.Media;
using Pipeline.Sandbox.Drive;
using Pipeline.Tests.Files;

namespace Pipeline.Tests.Drive;

/// <summary>The Sandbox's Drive behind a line with faults, and the product's adapter pointed at it.</summary>
internal sealed class DriveRig : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Uri _address;
    private readonly List<ServiceProvider> _services = [];

    private DriveRig(WebApplication app, DriveFaults faults)
    {
        (_app, Faults) = (app, faults);
        _address = new Uri(app.Urls.First() + "/");
        Sandbox = app.Services.GetRequiredService<DriveStore>();
    }

    public DriveFaults Faults { get; }

    public DriveStore Sandbox { get; }

    public DirectoryInfo Workspace { get; } = Directory.CreateTempSubdirectory("pipeline-drive-");

    /// <summary>Every line that the adapter logged, exceptions included.</summary>
    public ConcurrentQueue<string> Log { get; } = [];

    /// <summary>Each request as "METHOD path-and-query".</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Range headers of downloads.</summary>
    public ConcurrentQueue<string> Ranges { get; } = [];

    public string CredentialsFile => Path.Combine(Workspace.FullName, "credentials.json");

    public static async Task<DriveRig> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDrive();
        var app = builder.Build();
        var faults = new DriveFaults();
        DriveRig? rig = null;
        app.Use((HttpContext context, RequestDelegate next) =>
        {
            rig!.Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            if (context.Request.Headers.Range.ToString() is { Length: > 0 } range) rig.Ranges.Enqueue(range);
            return faults.Run(context, next);
        });
        app.MapDrive();
        await app.StartAsync();
        rig = new DriveRig(app, faults);
        rig.SignIn(DriveSeed.ServiceAccountJson(rig._address));
        return rig;
    }

    public void SignIn(string json) => File.WriteAllText(CredentialsFile, json);

    public string ServiceAccountJson => DriveSeed.ServiceAccountJson(_address);

    public string RefreshTokenJson => DriveSeed.RefreshTokenJson(_address);

    /// <summary>A new adapter, as after a restart of the worker.</summary>
    public ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> values = new()
        {
            ["Drive:BaseAddress"] = _address.ToString(),
            ["Drive:CredentialsFile"] = CredentialsFile,
            ["Drive:RootFolderId"] = DriveSeed.FolderId,
            ["Drive:ChunkMiB"] = "1",
            ["Drive:MaxAttemptsPerChunk"] = "4",
            ["Drive:FirstPauseSeconds"] = "0.001",
            ["Drive:LongestPauseSeconds"] = "2",
        };
        foreach (var (key, value) in settings) values["Drive:" + key] = value;
        values["Egress:RetryPauseSeconds"] = "0.001";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var services = new ServiceCollection()
            .AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(new QueueLog(Log)))
            .AddSingleton(new DiskFloor(0))
            .AddEgress(configuration)
            .AddDrive(configuration)
            .AddDriveCheckup().AddSingleton<Examination>().AddSingleton(new ChannelCatalog([new Channel { Name = "talks", Action = ChannelAction.UpdateOrigin }]))
            .BuildServiceProvider();
        _services.Add(services);
        return services;
    }

    public IFileStore Store(params (string Key, string Value)[] settings) => Services(settings).GetRequiredKeyedService<IFileStore>("drive");

    public IMediaSource Source(params (string Key, string Value)[] settings) => Services(settings).GetRequiredService<IMediaSource>();

    public TestArtifact Artifact(int size) => TestArtifact.Make(Workspace.FullName, size);

    /// <summary>Sets the Sandbox's own switches (_admin/drive/switches).</summary>
    public async Task Switch(object switches)
    {
        using var http = new HttpClient { BaseAddress = _address };
        (await http.PostAsJsonAsync("_admin/drive/switches", switches)).EnsureSuccessStatusCode();
    }

    /// <summary>Puts a file into the bin, as a person does.</summary>
    public async Task Trash(string id)
    {
        using var http = await Person();
        (await http.PatchAsJsonAsync($"drive/v3/files/{id}?supportsAllDrives=true", new { trashed = true })).EnsureSuccessStatusCode();
    }

    /// <summary>Makes an item without content, such as a shortcut or a document, as a person does.</summary>
    public async Task<string> Create(object metadata)
    {
        using var http = await Person();
        var answer = await http.PostAsJsonAsync("drive/v3/files?supportsAllDrives=true", metadata);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private async Task<HttpClient> Person()
    {
        var http = new HttpClient { BaseAddress = _address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = DriveSeed.ClientId,
            ["client_secret"] = DriveSeed.ClientSecret,
            ["refresh_token"] = DriveSeed.RefreshToken,
        });
        var answer = await (await http.PostAsync("token", form)).Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new("Bearer", answer.GetProperty("access_token").GetString());
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _services) await services.DisposeAsync();
        await _app.DisposeAsync();
        Workspace.Delete(recursive: true);
    }

    private sealed class QueueLog(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
