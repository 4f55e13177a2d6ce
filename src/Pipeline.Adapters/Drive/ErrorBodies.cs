namespace Pipeline.Adapters.Drive;

/// <summary>Brings the whole body of a refusal in, inside the caller's time limit, so that its reason can be read without waiting.</summary>
internal sealed class ErrorBodies(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const long MaxBytes = 256 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode) await answer.Content.LoadIntoBufferAsync(MaxBytes, cancellationToken);
        return answer;
    }
}
