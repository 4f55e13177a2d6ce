using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Pipeline.Adapters.OpenAi;

/// <summary>One request to a remote engine, and what its refusals mean.</summary>
internal sealed class OpenAiClient(HttpClient http, OpenAiOptions options, TimeProvider time)
{
    private const int LongestDetail = 300;

    /// <summary>Body of the answer.</summary>
    /// <exception cref="RemoteTroubleException">There is none.</exception>
    public Task<string> Post(RemoteEngine engine, string path, HttpContent form, CancellationToken ct) => Send(engine, HttpMethod.Post, path, form, ct);

    /// <summary>The list of models: the cheapest question that needs the key.</summary>
    /// <exception cref="RemoteTroubleException">No answer, or a refusal.</exception>
    public Task Models(RemoteEngine engine, CancellationToken ct) => Send(engine, HttpMethod.Get, "models", null, ct);

    private async Task<string> Send(RemoteEngine engine, HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(new Uri(engine.BaseAddress), path)) { Content = content };
            if (engine.Key.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", engine.Key);
            using var response = await http.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsStringAsync(either.Token);
            return response.IsSuccessStatusCode ? body : throw Refusal(response, body);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new RemoteTroubleException(RemoteTrouble.Passing, $"no answer within {options.TimeoutSeconds} s", null, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new RemoteTroubleException(RemoteTrouble.Passing, e.GetBaseException().Message, null, e);
        }
    }

    private RemoteTroubleException Refusal(HttpResponseMessage response, string body)
    {
        var status = (int)response.StatusCode;
        var answer = string.Create(CultureInfo.InvariantCulture, $"HTTP {status}");
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(RemoteTrouble.Key, answer),
            HttpStatusCode.RequestEntityTooLarge => new(RemoteTrouble.TooLarge, answer),
            HttpStatusCode.TooManyRequests => new(RemoteTrouble.Busy, answer, Wait(response.Headers.RetryAfter)),
            HttpStatusCode.RequestTimeout => new(RemoteTrouble.Passing, answer),
            _ when status >= 500 => new(RemoteTrouble.Passing, answer, Wait(response.Headers.RetryAfter)),
            _ => new(RemoteTrouble.Refused, $"{answer} {(body.Length > LongestDetail ? body[..LongestDetail] : body)}"),
        };
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? after) => after?.Delta ?? after?.Date - time.GetUtcNow();
}
