using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Pipeline.Sandbox.Admin;
using Pipeline.Sandbox.Board;
using Pipeline.Sandbox.Drive;
using Pipeline.Sandbox.Faults;
using Pipeline.Sandbox.Journal;
using Pipeline.Sandbox.Media;
using Pipeline.Sandbox.Models;
using Pipeline.Sandbox.Notion;
using Pipeline.Sandbox.Notion.Endpoints;
using Pipeline.Sandbox.Speech;

namespace Pipeline.Sandbox;

/// <summary>
/// Plays the far ends of the networks which Pipeline talks to, on one loopback port. It is a program
/// (Program.cs) and, for tests, this object. Everything it knows is in memory and dies with it.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private SandboxServer(WebApplication app, SandboxOptions options)
    {
        this.app = app;
        Notion = new NotionWorkspace(options.NotionToken, options.Time);
        Faults = new FaultPlan(options.Time);
        Journal = new RequestJournal(options.Time);
    }

    /// <summary>http://127.0.0.1:PORT/ : the Notion client's base URL, and the board page in a browser.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    public NotionWorkspace Notion { get; }

    public DriveStore Drive => app.Services.GetRequiredService<DriveStore>();

    public MediaSite Media => app.Services.GetRequiredService<MediaSite>();

    public SpeechApi Speech { get; } = new();

    public ModelShelf Models { get; } = new();

    public FaultPlan Faults { get; }

    public RequestJournal Journal { get; }

    /// <summary>"METHOD /path/{parameter}" of everything that is served.</summary>
    public IReadOnlyList<string> Routes =>
        [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().SelectMany(Describe)];

    public static async Task<SandboxServer> StartAsync(SandboxOptions? options = null, CancellationToken ct = default)
    {
        options ??= new SandboxOptions();
        var server = new SandboxServer(Build(options), options);
        server.Map();
        await server.app.StartAsync(ct);
        var addresses = server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        server.BaseAddress = new Uri(addresses.Addresses.Single() + "/");
        if (options.Seed)
        {
            NotionSeed.Apply(server.Notion, server.BaseAddress);
        }

        return server;
    }

    /// <summary>Runs until the process is asked to stop (Ctrl-C, SIGTERM) or the token fires.</summary>
    public Task WaitForShutdownAsync(CancellationToken ct = default) => app.WaitForShutdownAsync(ct);

    public async ValueTask DisposeAsync()
    {
        Faults.Clear();
        await app.DisposeAsync();
    }

    // The empty builder reads no appsettings.json and no ASPNETCORE_ variables: the program under test has its own in this folder.
    private static WebApplication Build(SandboxOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.AddSingleton(options);
        builder.Services.AddDrive(new DriveOptions { Clock = options.Time }).AddMedia(new MediaOptions { CacheDirectory = options.MediaDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        return builder.Build();
    }

    private void Map()
    {
        app.Use(Journal.RecordAsync);
        app.Use(Faults.ApplyAsync);
        app.MapNotion(Notion);
        app.MapDrive();
        app.MapMedia();
        app.MapModels(Models);
        Speech.Map(app);
        app.MapBoard(Notion);
        app.MapAdmin(this);
        app.MapDemo(this);
    }

    private static IEnumerable<string> Describe(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}") ?? [];
}
