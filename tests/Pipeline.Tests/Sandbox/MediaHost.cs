using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Sandbox.Media;

namespace Pipeline.Tests.Sandbox;

/// <summary>The Sandbox's media site alone on a port of its own.</summary>
internal sealed class MediaHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private MediaHost(WebApplication app)
    {
        _app = app;
        Site = app.Services.GetRequiredService<MediaSite>();
        Base = new Uri(app.Urls.First() + "/");
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Base };
    }

    public MediaSite Site { get; }

    public Uri Base { get; }

    public HttpClient Http { get; }

    public static async Task<MediaHost> StartAsync(MediaOptions? options = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddMedia(options);
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapMedia();
        await app.StartAsync();
        return new MediaHost(app);
    }

    /// <summary>Answers as soon as the headers are there.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, long? from = null, long? to = null, HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (from is not null || to is not null)
        {
            request.Headers.Range = new RangeHeaderValue(from, to);
        }

        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Reads until the end or until the connection breaks; tells which.</summary>
    public static async Task<(long Bytes, bool Broken)> DrainAsync(HttpResponseMessage answer)
    {
        await using var body = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        long bytes = 0;
        try
        {
            for (int read; (read = await body.ReadAsync(buffer)) > 0;)
            {
                bytes += read;
            }
        }
        catch (IOException)
        {
            return (bytes, true);
        }

        return (bytes, false);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
