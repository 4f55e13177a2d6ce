using Pipeline.Core.Board;
using Pipeline.Host.Scheduling;

namespace Pipeline.Host.Api;

/// <summary>Two ways in which Notion says that something has happened: webhooks of the connection (signed) and the "Send webhook" action of
/// an automation (a secret in a header). Both only bring the poller's next look forward. The answer is quick and 200 whatever the
/// event says: Notion pauses an automation whose call fails.</summary>
internal static class WakeUpEndpoints
{
    public const string Webhook = "/notion/webhook";
    public const string Automation = "/notion/automation";
    private const string SecretHeader = "X-Worker-Secret";
    private const int MaxBodyBytes = 512 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Webhook, OnWebhook);
        app.MapPost(Automation, OnAutomation);
    }

    private static async Task<IResult> OnWebhook(HttpRequest request, IWakeUpPairing pairing, PollPlan plan, TimeProvider time, ILoggerFactory logs, CancellationToken ct)
    {
        if (await Body(request, ct) is not { } body) return Results.Json(new { detail = "The body is too large." }, statusCode: 413);
        var seen = NotionEvent.Read(body);
        if (seen?.Token is { Length: > 0 } token) return await Pair(token, pairing, time, logs, ct);
        if (await pairing.Secret(ct) is not { } secret || !NotionSignature.Matches(secret, body, request.Headers[NotionSignature.Header]))
            return Results.Json(new { detail = "The signature does not match. Pair anew: pipeline pair, then Resend token in Notion." }, statusCode: 401);
        if (seen is null) return Results.Ok();
        var own = seen.Authors.Count > 0 && seen.Authors.All(a => a == plan.OwnId);
        plan.Wake(seen.Table, own || !seen.MayAsk ? [] : seen.Columns, time.GetUtcNow());
        return Results.Ok();
    }

    /// <summary>The token is the key to every later event, so it is taken only while somebody waits for it.</summary>
    private static async Task<IResult> Pair(string token, IWakeUpPairing pairing, TimeProvider time, ILoggerFactory logs, CancellationToken ct)
    {
        var log = logs.CreateLogger(nameof(WakeUpEndpoints));
        if (await pairing.Take(token, time.GetUtcNow(), ct))
        {
            ApiLog.Paired(log);
            return Results.Ok();
        }

        ApiLog.PairingClosed(log);
        return Results.Json(new { detail = "Nobody is pairing. Run: pipeline pair, then Resend token in Notion." }, statusCode: 401);
    }

    private static async Task<IResult> OnAutomation(HttpRequest request, ApiOptions options, PollPlan plan, TimeProvider time, CancellationToken ct)
    {
        if (options.WorkerSecret.Length == 0 || !Secrets.Same(request.Headers[SecretHeader], options.WorkerSecret))
            return Results.Json(new { detail = $"The header {SecretHeader} does not hold the secret of Api:WorkerSecret." }, statusCode: 401);
        // A button's payload may lack the page; then every table is looked at.
        plan.Wake(await Body(request, ct) is { } body ? NotionEvent.Read(body)?.Table : null, null, time.GetUtcNow());
        return Results.Ok();
    }

    /// <summary>The bytes as they came: the signature is theirs. Null: more than any event has.</summary>
    private static async Task<byte[]?> Body(HttpRequest request, CancellationToken ct)
    {
        var buffer = new byte[MaxBodyBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length > MaxBodyBytes ? null : buffer[..length];
    }
}
