using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Win32.SafeHandles;

namespace Pipeline.Adapters.Drive;

/// <summary>One resumable session on the wire (media-and-drive.md §1.3): status query and chunk, each answered by <see cref="SessionAnswer"/>.</summary>
/// <param name="address">A bearer capability: stays in here.</param>
internal sealed class UploadSession(DriveHttp http, Uri address, long total)
{
    /// <summary>Asks what the server holds.</summary>
    public async Task<SessionAnswer> Query(CancellationToken ct) => Understood(await http.Once(_ => Empty(), ct), query: true);

    /// <summary>Sends the bytes from <paramref name="offset"/>; for an empty file the request that finishes it.</summary>
    public async Task<SessionAnswer> Put(SafeFileHandle file, long offset, long chunk, CancellationToken ct)
    {
        if (total == 0) return await Query(ct);
        var length = Math.Min(chunk, total - offset);
        return Understood(await http.Once(watch => Chunk(file, offset, length, watch), ct), query: false);
    }

    private HttpRequestMessage Empty()
    {
        var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new ByteArrayContent([]) };
        request.Content.Headers.ContentRange = new ContentRangeHeaderValue(total);
        return request;
    }

    private HttpRequestMessage Chunk(SafeFileHandle file, long offset, long length, StallWatch watch)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new ChunkContent(file, offset, length, watch) };
        request.Content.Headers.ContentRange = new ContentRangeHeaderValue(offset, offset + length - 1, total);
        return request;
    }

    private SessionAnswer Understood(DriveAnswer answer, bool query) => answer switch
    {
        { Status: 308 } => Stored(answer.Range),
        { Fault: null } => new SessionAnswer.Done(DriveClient.File(answer)),
        // 400 to a mere question: this session was opened for something else, such as another size.
        { Status: 404 or 410 } or { Status: 400 } when query || answer.Status != 400 => new SessionAnswer.Gone(answer.Fault.ToString()),
        { Status: 409 } => new SessionAnswer.Gone("the id is taken already"),
        _ => new SessionAnswer.Failed(answer.Fault),
    };

    /// <summary>No Range: nothing is stored. What cannot be true belongs to another file: begin again.</summary>
    private SessionAnswer Stored(string? range)
    {
        if (range is null) return new SessionAnswer.Stored(0);
        var last = range[(range.IndexOf('-', StringComparison.Ordinal) + 1)..];
        return range.StartsWith("bytes=0-", StringComparison.Ordinal)
            && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var end) && end < total
            ? new SessionAnswer.Stored(end + 1)
            : new SessionAnswer.Gone("it reports a range that does not fit the file");
    }
}
