using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Notion;

/// <summary>Sends calls at the token's pace and turns every kind of bad answer into a <see cref="NotionException"/>.</summary>
internal sealed class NotionClient(HttpClient http, NotionPacer pacer, NotionToken tokens, NotionOptions options, TimeProvider time, ILogger<NotionClient> log)
{
    private const int ReadAttempts = 4;

    /// <summary>A longer pause is not sat out here: the caller says so to people, and comes back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Relaxed: \uXXXX for every letter outside ASCII would triple a Russian transcript and cost whole requests.
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>How far this machine's clock was ahead of Notion's at the last answer, to the second.</summary>
    public TimeSpan? ClockAhead { get; private set; }

    /// <exception cref="NotionException">Refused, or no usable answer.</exception>
    public async Task<T> Send<T>(NotionCall call, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Once<T>(call, ct);
            }
            catch (NotionException e) when (call.IsRead && e.IsPassing && attempt < ReadAttempts && (e.RetryAfter ?? TimeSpan.Zero) <= Patience)
            {
                NotionLog.ReadAgain(log, call.About, e.Message, attempt);

                // After a limit the pacer does the waiting.
                if (!e.IsLimit) await Task.Delay(TimeSpan.FromSeconds(0.25 * Math.Pow(2, attempt)), time, ct);
            }
        }
    }

    private async Task<T> Once<T>(NotionCall call, CancellationToken ct)
    {
        var token = tokens.For(call.About);
        if (pacer.PausedFor is var pause && pause > Patience)
            throw new NotionException(429, "rate_limited", $"Notion limits us until {time.GetUtcNow() + pause:HH:mm:ss} UTC.", call.About, retryAfter: pause);
        await pacer.Enter(call.Priority, ct);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await Exchange<T>(call, token, either.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new NotionException(0, null, $"Notion did not answer within {options.TimeoutSeconds} s.", call.About, inner: e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            throw new NotionException(0, null, $"Notion cannot be reached: {e.Message}", call.About, inner: e);
        }
    }

    private async Task<T> Exchange<T>(NotionCall call, string token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(call.Path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Notion-Version", options.Version);
        if (call.Body is { } body) request.Content = new StringContent(body.ToJsonString(Json), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (response.Headers.Date is { } date) ClockAhead = time.GetUtcNow() - date;
        var text = await response.Content.ReadAsStringAsync(ct);
        if (response.StatusCode == HttpStatusCode.Unauthorized) tokens.Refused(token);
        if (!response.IsSuccessStatusCode) throw Refusal(call, response, text);
        pacer.Resume();
        tokens.Accepted(token);
        return Read<T>(response, text) ?? throw Unreadable(call, response, text);
    }

    private static T? Read<T>(HttpResponseMessage response, string text)
    {
        if (!IsJson(response)) return default;
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private NotionException Refusal(NotionCall call, HttpResponseMessage response, string text)
    {
        var status = (int)response.StatusCode;
        var error = Read<WireError>(response, text);
        var wait = RetryAfter(response);
        var message = error?.Message ?? $"HTTP {status}: {Head(text)}";
        var refusal = new NotionException(status, error?.Code, message, call.About, Trace(response, error?.RequestId), wait);
        if (refusal.IsLimit)
        {
            pacer.Pause(wait);
            NotionLog.Limited(log, status, pacer.PausedFor.TotalSeconds, error?.AdditionalData?.ToString());
        }

        if (!call.IsProbe) NotionLog.Refused(log, call.Method, call.About, status, refusal.Code, message, refusal.Trace);
        return refusal;
    }

    private static NotionException Unreadable(NotionCall call, HttpResponseMessage response, string text) =>
        new((int)response.StatusCode, null, $"The answer cannot be read as Notion's: {Head(text)}", call.About, Trace(response, null));

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - time.GetUtcNow();
        return asked is { } wait && wait < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }

    private static bool IsJson(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    private static string Head(string text) => text.Length <= 300 ? text : text[..300];

    private static string Trace(HttpResponseMessage response, string? requestId)
    {
        var request = requestId ?? Header(response, "x-notion-request-id");
        var ray = Header(response, "cf-ray");
        return string.Join(", ", new[] { request is null ? null : $"request {request}", ray is null ? null : $"cf-ray {ray}" }.OfType<string>());
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
