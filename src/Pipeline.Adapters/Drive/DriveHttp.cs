using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Drive;

/// <summary>Requests whose failures are values. No exception of HttpClient gets out, so no address can leak through one.</summary>
internal sealed class DriveHttp(
    [FromKeyedServices(DriveRegistration.StoreName)] HttpClient http, DriveOptions options, DriveBackoff backoff, TimeProvider clock, ILogger<DriveHttp> log)
{
    private const int PermanentRedirect = 308;

    /// <summary>One try (plus one with a new token after a 401).</summary>
    /// <param name="build">Makes the request; its body tells the watch that bytes move.</param>
    public async Task<DriveAnswer> Once(Func<StallWatch, HttpRequestMessage> build, CancellationToken ct)
    {
        using var watch = new StallWatch(options.Stall, clock, ct);
        using var request = build(watch);
        try
        {
            using var response = await http.SendAsync(request, watch.Token);
            return await Read(response, watch.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return NoAnswer($"nothing moved for {options.StallSeconds} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            ct.ThrowIfCancellationRequested();
            return NoAnswer($"no answer ({Cause(e)})");
        }
    }

    /// <summary>Tries until it succeeds, is refused for good, or the tries are used up: then the last fault is in the answer.</summary>
    public async Task<DriveAnswer> Send(Func<HttpRequestMessage> build, CancellationToken ct)
    {
        for (var failures = 1; ; failures++)
        {
            var answer = await Once(_ => build(), ct);
            if (answer.Fault is not { IsRetryable: true } fault || failures >= options.MaxAttemptsPerChunk) return answer;
            log.CallRetried(fault, failures);
            if (!await backoff.Wait(failures, fault.RetryAfter, ct)) return answer;
        }
    }

    private async Task<DriveAnswer> Read(HttpResponseMessage response, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        var body = await response.Content.ReadAsStringAsync(ct);
        var range = response.Headers.TryGetValues("Range", out var values) ? values.First() : null;
        var fault = response.IsSuccessStatusCode || status == PermanentRedirect
            ? null
            : DriveFault.Read(status, body, Pause(response.Headers.RetryAfter));
        return new DriveAnswer(status, body, response.Headers.Location, range, fault);
    }

    private TimeSpan? Pause(RetryConditionHeaderValue? value) => value?.Delta ?? value?.Date - clock.GetUtcNow();

    private static DriveAnswer NoAnswer(string why) => new(0, "", null, null, DriveFault.NoAnswer(why));

    private static string Cause(Exception e) => e switch
    {
        { InnerException: SocketException socket } => socket.SocketErrorCode.ToString(),
        HttpRequestException { StatusCode: { } status } => $"HTTP {(int)status}",
        HttpRequestException http => http.HttpRequestError.ToString(),
        _ => e.GetType().Name,
    };
}
