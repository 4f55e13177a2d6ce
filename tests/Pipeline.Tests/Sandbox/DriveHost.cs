using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Sandbox.Drive;

namespace Pipeline.Tests.Sandbox;

/// <summary>The Sandbox's Drive alone on a port of its own, and an HttpClient signed in as a person with storage.</summary>
internal sealed class DriveHost : IAsyncDisposable
{
    public const int Unit = 256 * 1024;

    private readonly WebApplication _app;

    private DriveHost(WebApplication app)
    {
        _app = app;
        Store = app.Services.GetRequiredService<DriveStore>();
        Base = new Uri(app.Urls.First() + "/");
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Base };
    }

    public DriveStore Store { get; }

    public Uri Base { get; }

    public HttpClient Http { get; }

    public static async Task<DriveHost> StartAsync(DriveOptions? options = null, bool signedIn = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddDrive(options);
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapDrive();
        await app.StartAsync();
        var host = new DriveHost(app);
        if (signedIn)
        {
            await host.SignInAsync();
        }

        return host;
    }

    public async Task SignInAsync()
    {
        using var answer = await RefreshAsync();
        var token = (string)(await JsonOf(answer))["access_token"]!;
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<HttpResponseMessage> RefreshAsync(string refreshToken = DriveSeed.RefreshToken) =>
        Http.PostAsync("token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = DriveSeed.ClientId,
            ["client_secret"] = DriveSeed.ClientSecret,
            ["refresh_token"] = refreshToken,
        }));

    /// <summary>Sends and expects this status; gives the JSON, or an empty object.</summary>
    public async Task<JsonObject> SendAsync(HttpMethod method, string path, object? body = null, int expect = 200)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expect == (int)answer.StatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    public Task<JsonObject> GetAsync(string path, int expect = 200) => SendAsync(HttpMethod.Get, path, null, expect);

    /// <summary>Creates a file without content in the seed folder; gives its id.</summary>
    public async Task<string> CreateAsync(string name, string parent = DriveSeed.FolderId, string mimeType = "text/plain", object? appProperties = null)
    {
        var made = await SendAsync(
            HttpMethod.Post, "drive/v3/files?supportsAllDrives=true", new { name, mimeType, parents = new[] { parent }, appProperties });
        return (string)made["id"]!;
    }

    /// <summary>Starts a resumable upload; gives the session address.</summary>
    public async Task<Uri> StartUploadAsync(string name, long? length = null, string? id = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "upload/drive/v3/files?uploadType=resumable&supportsAllDrives=true&fields=id,size,md5Checksum,sha256Checksum");
        request.Headers.Add("X-Upload-Content-Type", "video/mp4");
        if (length is { } known)
        {
            request.Headers.Add("X-Upload-Content-Length", known.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var body = new JsonObject { ["name"] = name, ["parents"] = new JsonArray(DriveSeed.FolderId) };
        if (id is not null)
        {
            body["id"] = id;
        }

        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!;
    }

    public async Task<HttpResponseMessage> PutAsync(Uri session, ReadOnlyMemory<byte> bytes, string contentRange)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, session) { Content = new ReadOnlyMemoryContent(bytes) };
        request.Content.Headers.TryAddWithoutValidation("Content-Range", contentRange);
        return await Http.SendAsync(request);
    }

    public static async Task<JsonObject> JsonOf(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();

    public static string ReasonOf(JsonObject error) => (string)error["error"]!["errors"]![0]!["reason"]!;

    public static string HashOf(HashAlgorithmName algorithm, byte[] bytes) =>
        Convert.ToHexStringLower(CryptographicOperations.HashData(algorithm, bytes));

    public static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
