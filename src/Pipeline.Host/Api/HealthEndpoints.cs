using System.Reflection;

namespace Pipeline.Host.Api;

/// <summary><c>GET /</c> and <c>GET /health</c>.</summary>
internal static class HealthEndpoints
{
    public static string Version { get; } = typeof(HealthEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", (TimeProvider time) => new { service = "Pipeline", status = "running", version = Version, timestamp = WebhookEndpoint.Iso(time.GetUtcNow()) });
        app.MapGet("/health", (TimeProvider time) => new { status = "healthy", timestamp = WebhookEndpoint.Iso(time.GetUtcNow()) });
    }
}
