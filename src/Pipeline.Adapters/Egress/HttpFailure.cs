using System.Net;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Egress;

/// <summary>What a status code or a broken connection means for a job (media-and-drive.md §2.4).</summary>
public static class HttpFailure
{
    public static JobFailureException FromResponse(HttpResponseMessage response)
    {
        var host = response.RequestMessage?.RequestUri?.Host ?? "the server";
        var wait = response.Headers.RetryAfter?.ToString();
        return new JobFailureException(FromStatus(response.StatusCode, host, wait is null ? null : $"Retry-After: {wait}"));
    }

    public static JobError FromStatus(HttpStatusCode status, string host, string? detail = null)
    {
        var code = $"http-{(int)status}";
        return (int)status switch
        {
            404 or 410 => new(ErrorClass.Permanent, code, $"{host} has nothing at this address ({(int)status}). Check the link and correct it, then set the row back.", detail),
            451 => new(ErrorClass.Permanent, code, $"{host} may not show this video for legal reasons (451). Put the link of another copy there, then set the row back.", detail),
            401 or 402 or 403 or 407 => new(ErrorClass.Access, code, $"{host} does not let the worker see this ({(int)status}). Ask its owner to share it, or put a link there that opens without signing in, then set the row back.", detail),
            429 => new(ErrorClass.SiteBlocked, code, $"{host} asks the worker to slow down (429), so videos of this site wait.", detail),
            >= 300 and < 400 => new(ErrorClass.Permanent, "bad-redirect", $"{host} sends the link round in circles or to an address that is not served. Put the final address of the file there, then set the row back.", detail),
            408 or 425 or >= 500 => new(ErrorClass.Transient, code, $"{host} has trouble of its own ({(int)status}).", detail),
            _ => new(ErrorClass.Permanent, code, $"{host} refuses the link ({(int)status}). Check the link and correct it, then set the row back.", detail),
        };
    }

    /// <summary>A network fault as transient failure. <paramref name="host"/> instead of the link: links can carry signatures.</summary>
    public static JobFailureException FromNetwork(Exception e, string host) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new(ErrorClass.Transient, "tls-failed", $"No secure connection to {host} could be made.", Text(e), e),
        _ => new(ErrorClass.Transient, "network", $"The connection to {host} failed.", Text(e), e),
    };

    public static JobFailureException Truncated(string host, Exception? inner = null) => new(
        ErrorClass.Transient, "truncated-body", $"{host} broke off before the whole file had come.", inner?.Message, inner);

    private static string Text(Exception e) => e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message;
}
