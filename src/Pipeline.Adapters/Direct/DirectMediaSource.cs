using System.Net.Http.Headers;
using Pipeline.Adapters.Egress;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Direct;

/// <summary>Links to a media file itself: our own HTTP with Range, no yt-dlp.</summary>
public sealed class DirectMediaSource(EgressHttp egress, RangeDownload download, EgressOptions options, TimeProvider time) : IMediaSource, IDisposable
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".mp3", ".m4a", ".wav", ".ogg", ".opus", ".flac", ".aac", ".ts", ".avi",
    };

    private readonly HttpClient _http = egress.Create();

    public string Name => "direct";

    /// <summary>By the extension in the link's path. A page that only looks like a file is found out in <see cref="Probe"/>.</summary>
    public bool CanFetch(MediaRequest request) =>
        request is { Source: SourceKind.Web, Url: { } url } && Extensions.Contains(Path.GetExtension(url.Uri.AbsolutePath));

    public async Task<MediaInfo> Probe(MediaRequest request, CancellationToken ct)
    {
        var url = request.Url!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.StallTimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            using var response = await Look(url.Uri, either.Token);
            RefusePage(response, url);
            var size = response.Content.Headers.ContentRange is { } range ? range.Length : response.Content.Headers.ContentLength;
            if (size > options.MaxFileBytes) throw FileLimit.TooLarge(options.MaxFileBytes);
            return new MediaInfo(null, Title(request, response), url.ToString(), null, null, null, size);
        }
        catch (Exception e) when (e is HttpRequestException or System.Net.Sockets.SocketException)
        {
            throw HttpFailure.FromNetwork(e, url.Uri.Host);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw HttpFailure.FromNetwork(new TimeoutException($"No answer within {options.StallTimeoutSeconds} s", e), url.Uri.Host);
        }
    }

    public Task<string> Download(MediaRequest request, MediaInfo info, string directory, IProgress<DownloadProgress> progress, CancellationToken ct)
    {
        var uri = request.Url!.Uri;
        var fileName = "media" + Path.GetExtension(uri.AbsolutePath).ToLowerInvariant();
        return download.Run(_http, () => new HttpRequestMessage(HttpMethod.Get, uri), directory, fileName, options.MaxFileBytes, progress, ct);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>HEAD; servers and signed links that serve only GET are asked for one byte instead.</summary>
    private async Task<HttpResponseMessage> Look(Uri uri, CancellationToken ct)
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, uri);
        var answer = await _http.SendAsync(head, HttpCompletionOption.ResponseHeadersRead, ct);
        if (answer.IsSuccessStatusCode) return answer;
        answer.Dispose();
        using var get = new HttpRequestMessage(HttpMethod.Get, uri) { Headers = { Range = new RangeHeaderValue(0, 0) } };
        answer = await _http.SendAsync(get, HttpCompletionOption.ResponseHeadersRead, ct);
        if (answer.IsSuccessStatusCode) return answer;
        using (answer) throw HttpFailure.FromResponse(answer);
    }

    private static void RefusePage(HttpResponseMessage response, VideoUrl url)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("text/html" or "application/xhtml+xml" or "application/json")) return;
        throw new JobFailureException(
            ErrorClass.Permanent,
            "not-media",
            $"{url.Uri.Host} shows a page at this link, not a video file. It may need a sign-in, or the file has moved. Copy the download link again, then set the row back.");
    }

    private static string Title(MediaRequest request, HttpResponseMessage response)
    {
        var disposition = response.Content.Headers.ContentDisposition;
        var fromPath = Uri.UnescapeDataString(request.Url!.Uri.Segments[^1]);
        return new[] { request.FileName, disposition?.FileNameStar, disposition?.FileName?.Trim('"'), fromPath }
            .Select(name => MediaTitle.Clean(Path.GetFileNameWithoutExtension(name)))
            .FirstOrDefault(title => title is not null) ?? request.Url!.Uri.Host;
    }
}
