using System.Net;
using System.Net.Http.Headers;

namespace Pipeline.Adapters.Drive;

/// <summary>Puts the access token on requests to Drive itself, and nowhere else; after a 401 once more with a new one.</summary>
internal sealed class DriveAuthorization(DriveTokens tokens, Uri drive, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!IsDrive(request.RequestUri)) return await base.SendAsync(request, cancellationToken);
        var token = await tokens.Get(null, cancellationToken);
        var answer = await SendWith(token);
        if (answer.StatusCode != HttpStatusCode.Unauthorized) return answer;
        answer.Dispose();
        return await SendWith(await tokens.Get(token, cancellationToken));

        Task<HttpResponseMessage> SendWith(string bearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private bool IsDrive(Uri? uri) => uri is not null && uri.Scheme == drive.Scheme && uri.Authority == drive.Authority;
}
