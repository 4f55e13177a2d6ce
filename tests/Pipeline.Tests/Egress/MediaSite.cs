using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Pipeline.Tests.Egress;

/// <summary>A small web server on a loopback port: files with Range and ETag, and whatever misbehaviour a test hands it.</summary>
public sealed class MediaSite : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RequestDelegate> _paths = new();
    private readonly WebApplication _app;

    private MediaSite(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Method, string Path, string Range)> Requests { get; } = new();

    public int Port => new Uri(_app.Urls.Single()).Port;

    public static async Task<MediaSite> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            k.Listen(IPAddress.Loopback, 0);
            k.Limits.MinResponseDataRate = null;
        });
        builder.Logging.ClearProviders();
        var site = new MediaSite(builder.Build());
        site._app.Run(site.Answer);
        await site._app.StartAsync();
        return site;
    }

    public string Url(string path) => $"http://127.0.0.1:{Port}{path}";

    public void Handle(string path, RequestDelegate answer) => _paths[path] = answer;

    public void Serve(string path, byte[] bytes, string contentType, string tag = "v1") => Handle(path, c => File(bytes, contentType, tag, c));

    public void Status(string path, int status) => Handle(path, c =>
    {
        c.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public void Redirect(string path, string to) => Handle(path, c =>
    {
        c.Response.Redirect(to);
        return Task.CompletedTask;
    });

    public void Page(string path, string html) => Handle(path, c =>
    {
        c.Response.ContentType = "text/html; charset=utf-8";
        return c.Response.WriteAsync(html);
    });

    /// <summary>Serves the file, but ends each of the first connections after so many bytes (Kestrel closes it, as bytes are missing).</summary>
    public void ServeInPieces(string path, byte[] bytes, string contentType, int pieceLength, int breaks) => Handle(path, async c =>
    {
        if (c.Request.Method != "GET" || Interlocked.Decrement(ref breaks) < 0)
        {
            await File(bytes, contentType, "v1", c);
            return;
        }

        var from = From(c);
        Head(c, bytes, from, contentType, "v1");
        await c.Response.Body.WriteAsync(bytes.AsMemory(from, Math.Min(pieceLength, bytes.Length - from)));
        await c.Response.Body.FlushAsync();
    });

    /// <summary>Serves the file block by block with a pause between blocks, until the client goes.</summary>
    public void ServeSlowly(string path, byte[] bytes, string contentType, int blockLength, TimeSpan pause) => Handle(path, async c =>
    {
        var from = From(c);
        Head(c, bytes, from, contentType, "v1");
        using var tick = new PeriodicTimer(pause);
        for (var at = from; at < bytes.Length && c.Request.Method == "GET"; at += blockLength)
        {
            await c.Response.Body.WriteAsync(bytes.AsMemory(at, Math.Min(blockLength, bytes.Length - at)), c.RequestAborted);
            await c.Response.Body.FlushAsync(c.RequestAborted);
            await tick.WaitForNextTickAsync(c.RequestAborted);
        }
    });

    /// <summary>Sends zeros without end and without a length.</summary>
    public void ServeEndlessly(string path, string contentType) => Handle(path, async c =>
    {
        c.Response.ContentType = contentType;
        var block = new byte[64 * 1024];
        while (c.Request.Method == "GET" && !c.RequestAborted.IsCancellationRequested) await c.Response.Body.WriteAsync(block, c.RequestAborted);
    });

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(0);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task Answer(HttpContext c)
    {
        Requests.Enqueue((c.Request.Method, c.Request.Path.Value!, c.Request.Headers.Range.ToString()));
        if (!_paths.TryGetValue(c.Request.Path.Value!, out var answer))
        {
            c.Response.StatusCode = 404;
            return;
        }

        try
        {
            await answer(c);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            c.Abort();
        }
    }

    private static Task File(byte[] bytes, string contentType, string tag, HttpContext c) =>
        Results.Bytes(bytes, contentType, enableRangeProcessing: true, entityTag: new EntityTagHeaderValue($"\"{tag}\"")).ExecuteAsync(c);

    private static int From(HttpContext c) => (int)(c.Request.GetTypedHeaders().Range?.Ranges.First().From ?? 0);

    private static void Head(HttpContext c, byte[] bytes, int from, string contentType, string tag)
    {
        c.Response.ContentType = contentType;
        c.Response.Headers.ETag = $"\"{tag}\"";
        c.Response.Headers.AcceptRanges = "bytes";
        c.Response.ContentLength = bytes.Length - from;
        if (from == 0) return;
        c.Response.StatusCode = 206;
        c.Response.Headers.ContentRange = $"bytes {from}-{bytes.Length - 1}/{bytes.Length}";
    }
}
