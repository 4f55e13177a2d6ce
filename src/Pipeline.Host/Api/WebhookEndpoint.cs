using System.Text.Json;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;

namespace Pipeline.Host.Api;

/// <summary><c>POST /webhook/process-video</c>, to the letter of the contract that flows in the field rely on
/// (webhook-and-channels.md §1). It answers only after the row is durable.</summary>
internal static class WebhookEndpoint
{
    private const string SecretHeader = "X-Webhook-Secret";
    private const int MaxBodyBytes = 64 * 1024;

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/webhook/process-video", Handle);

    private static async Task<IResult> Handle(HttpContext http, JobIntake intake, ApiOptions options, TimeProvider time, ILoggerFactory logs, CancellationToken ct)
    {
        if (Refusal(http.Request, options) is { } refusal) return refusal;
        try
        {
            var problems = new List<IntakeProblem>();
            var request = await Body(http.Request, problems, ct) is { } body ? WebhookBody.Read(body, http.Request.Headers["Idempotency-Key"], problems) : null;
            if (request is null) return Invalid(problems);
            var result = problems.Count == 0 ? await intake.Take(request, ct) : intake.Check(request, problems);
            return result switch
            {
                IntakeResult.Accepted accepted => Results.Json(Queued(accepted.Job, time)),
                IntakeResult.Refused refused => Invalid(refused.Problems),
                IntakeResult.Closed closed => Closed(http, closed),
                _ => throw new InvalidOperationException($"No answer for {result}."),
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ApiLog.WebhookFailed(logs.CreateLogger(nameof(WebhookEndpoint)), e);
            return Detail(500, "Error queuing task: the worker could not store it. Send it again; the operator finds the reason in the log.");
        }
    }

    /// <summary>Null: the caller has the secret, or there is none.</summary>
    internal static IResult? Refusal(HttpRequest request, ApiOptions options)
    {
        if (options.WebhookSecret.Length == 0) return null;
        if (!request.Headers.TryGetValue(SecretHeader, out var given) || given.Count == 0) return Detail(401, $"Missing authentication header: {SecretHeader}");
        return Secrets.Same(given.ToString(), options.WebhookSecret) ? null : Detail(403, "Invalid webhook secret");
    }

    private static async Task<JsonElement?> Body(HttpRequest request, List<IntakeProblem> problems, CancellationToken ct)
    {
        if (request.ContentLength > MaxBodyBytes)
        {
            problems.Add(new("body", $"The body is larger than {MaxBodyBytes} bytes."));
            return null;
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, ct);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            problems.Add(new("body", $"JSON decode error at line {e.LineNumber + 1}, position {e.BytePositionInLine}", "json_invalid"));
            return null;
        }
    }

    private static object Queued(VideoJob job, TimeProvider time) => new
    {
        status = "queued",
        message = $"{job.Source} video queued for processing",
        task_id = job.Id.ToString(),
        timestamp = Iso(time.GetUtcNow()),
        data = job.Source == SourceKind.Drive
            ? (object)new { drive_file_id = job.DriveFileId, file_name = job.FileName, source = "Drive", channel = job.Channel }
            : new { video_url = job.SourceUrl, source = job.Source.ToString(), channel = job.Channel, notion_page_id = job.NotionPageId },
    };

    private static IResult Closed(HttpContext http, IntakeResult.Closed closed)
    {
        http.Response.Headers.RetryAfter = "60";
        return Detail(503, closed.Reason);
    }

    private static IResult Invalid(IReadOnlyList<IntakeProblem> problems) => Results.Json(
        new { detail = problems.DistinctBy(p => p.Field).Select(p => new { loc = (IEnumerable<string>)(p.Field == "body" ? [p.Field] : ["body", p.Field]), msg = p.Message, type = p.Type }) }, statusCode: 422);

    private static IResult Detail(int status, string detail) => Results.Json(new { detail }, statusCode: status);

    /// <summary>ISO 8601, UTC, as the contract has it.</summary>
    internal static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
