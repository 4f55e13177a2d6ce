using System.Net;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Models;

/// <summary>The model host's addresses and answers (Hugging Face: <c>/OWNER/REPOSITORY/resolve/main/FILE</c>).</summary>
/// <param name="files">Follows redirects: a file lies on another server than its address.</param>
/// <param name="heads">Follows none: what the host says of a file stands in the redirect itself.</param>
public sealed class ModelHost(ModelsOptions options, HttpClient files, HttpClient heads) : IDisposable
{
    public HttpClient Files => files;

    public Uri AddressOf(KnownModel model) => new(new Uri(options.BaseAddress), $"{model.Repository}/resolve/main/{model.FileName}");

    /// <summary>The SHA-256 that the host gives for a large file (X-Linked-ETag); null when it gives none.</summary>
    /// <exception cref="JobFailureException">Operator or transient: see <see cref="Refusal"/>; transient <c>network</c>.</exception>
    public async Task<Checksum?> Announced(KnownModel model, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, AddressOf(model));
            using var response = await heads.SendAsync(request, ct);
            if ((int)response.StatusCode >= 400) throw Refusal(response);
            return response.Headers.TryGetValues("X-Linked-ETag", out var tags) ? Checksum.Parse(tags.First().Trim('"')) : null;
        }
        catch (HttpRequestException e)
        {
            throw new JobFailureException(ErrorClass.Transient, "network", $"The connection to {AddressOf(model).Host} failed.", e.Message, e);
        }
    }

    /// <summary>What an answer that is no file means.</summary>
    public static JobFailureException Refusal(HttpResponseMessage response)
    {
        var (status, host) = (response.StatusCode, response.RequestMessage?.RequestUri?.Host ?? "the model host");
        var passing = status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;
        return new JobFailureException(passing ? ErrorClass.Transient : ErrorClass.Operator, $"http-{(int)status}", $"{host} answered {(int)status}.");
    }

    public void Dispose()
    {
        files.Dispose();
        heads.Dispose();
    }
}
