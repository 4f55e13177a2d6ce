using Pipeline.Core.Board;
using Pipeline.Host.Api;
using Pipeline.Host.Configuration;

namespace Pipeline.Host.Health;

/// <summary><c>GET /health/details</c>: the last check-up, the channels file, the outbox.</summary>
internal static class HealthDetailsEndpoint
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/health/details", Handle);

    private static async Task<IResult> Handle(HttpRequest request, ApiOptions api, SelfCheckup self, ChannelsWatch channels, IBoardOutbox outbox, CancellationToken ct)
    {
        // It names folders, databases and accounts: for whoever may call the webhook.
        if (WebhookEndpoint.Refusal(request, api) is { } refusal) return refusal;
        var (waiting, oldest) = await outbox.Depth(ct);
        var troubles = await outbox.Troubles(ct);
        var well = channels.Problems.Count == 0 && troubles.All(t => t.Hold is OutboxHold.None or OutboxHold.Trash);
        var last = self.Last;
        return Results.Json(new
        {
            status = last is null ? "checking" : last.IsWell && well ? "well" : "to repair",
            checked_at = last is null ? null : WebhookEndpoint.Iso(last.At),
            channels = new { problems = channels.Problems },
            outbox = new { waiting, oldest = oldest is { } at ? WebhookEndpoint.Iso(at) : null, troubles = troubles.Select(Of) },
            findings = (last?.Findings ?? []).Select(FindingJson.Of),
        });
    }

    private static object Of(OutboxTrouble trouble) => new
    {
        channel = trouble.Channel,
        waits_for = trouble.Hold switch
        {
            OutboxHold.None => "notion",
            OutboxHold.Trash => "the page to be restored",
            _ => "a person",
        },
        reason = trouble.Reason,
        pages = trouble.Pages,
        since = WebhookEndpoint.Iso(trouble.Since),
    };
}
