using System.Globalization;
using System.Text.Json;

namespace Pipeline.Adapters.Drive;

/// <summary>Why a call to Drive failed. <paramref name="Status"/> 0: no answer came (network, stall). Holds no address: a session
/// address is a bearer capability.</summary>
/// <param name="Reason"><c>error.errors[0].reason</c>; decides, not the status (media-and-drive.md §1.6).</param>
internal sealed record DriveFault(int Status, string Reason, string Message, TimeSpan? RetryAfter = null)
{
    public bool IsRateLimit =>
        Status == 429 || Reason is "rateLimitExceeded" or "userRateLimitExceeded" or "sharingRateLimitExceeded";

    public bool IsRetryable => Status is 0 or 408 || Status >= 500 || IsRateLimit;

    /// <summary>For logs and the error's detail.</summary>
    public override string ToString() =>
        Status == 0 ? Message : string.Create(CultureInfo.InvariantCulture, $"HTTP {Status} {Reason}: {Message}").TrimEnd(' ', ':');

    public static DriveFault NoAnswer(string message) => new(0, "noAnswer", message);

    /// <summary>Reads Google's error body; a body of a proxy or a load balancer (HTML) leaves the reason empty.</summary>
    public static DriveFault Read(int status, string body, TimeSpan? retryAfter)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.Object)
                return new DriveFault(status, FirstReason(error), Text(error, "message"), retryAfter);
        }
        catch (JsonException)
        {
            return new DriveFault(status, "", "the answer is not Google's JSON", retryAfter);
        }

        return new DriveFault(status, "", "", retryAfter);
    }

    private static string FirstReason(JsonElement error) =>
        error.TryGetProperty("errors", out var all) && all.ValueKind == JsonValueKind.Array && all.GetArrayLength() > 0
        && all[0].ValueKind == JsonValueKind.Object
            ? Text(all[0], "reason")
            : Text(error, "status");

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
