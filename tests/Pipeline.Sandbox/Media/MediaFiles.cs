using System.Globalization;
using System.Net.Http.Headers;

namespace Pipeline.Sandbox.Media;

/// <summary>Serves a clip's file: HEAD, Range, ETag, Content-Length, and every fault of <see cref="MediaSwitches"/>.</summary>
internal static class MediaFiles
{
    public static Task GetAsync(HttpContext context, MediaSite site, string clip, string extension) =>
        GuardedAsync(context, site, switches =>
            MediaClip.Find(clip) is { } known && MediaFormat.Find(extension, switches.IndexAtEnd) is { } format && (format.HasVideo || known.HasSound)
                ? FoundAsync(site, known, format, context.RequestAborted)
                : Task.FromResult<MediaSource?>(null));

    public static Task SegmentAsync(HttpContext context, MediaSite site, string clip, string segment) =>
        GuardedAsync(context, site, async _ =>
        {
            var folder = MediaClip.Find(clip) is { } known ? await site.Clips.GetAsync(known, MediaFormat.Hls, context.RequestAborted) : "";
            var path = Path.Combine(folder, segment + ".ts");
            return File.Exists(path) ? new MediaSource(path, "video/mp2t") : null;
        });

    private static async Task<MediaSource?> FoundAsync(MediaSite site, MediaClip clip, MediaFormat format, CancellationToken cancel) =>
        new(await site.Clips.GetAsync(clip, format, cancel), format.ContentType);

    private static async Task GuardedAsync(HttpContext context, MediaSite site, Func<MediaSwitches, Task<MediaSource?>> find)
    {
        try
        {
            var switches = MediaSwitches.Parse(context.Request.Query);
            if (HttpMethods.IsGet(context.Request.Method))
            {
                site.Count(context.Request.Path, context.Request.Headers.Range.ToString());
            }

            if (!Instead(context, site, switches))
            {
                await (await find(switches) is { } source
                    ? SendAsync(context, site, switches, source)
                    : Refuse(context, 404, "The media site has no such clip or container."));
            }
        }
        catch (FormatException e)
        {
            await Refuse(context, 400, e.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    /// <summary>A redirect or an error status in place of the file. HEAD shows the status too but does not use one up.</summary>
    private static bool Instead(HttpContext context, MediaSite site, MediaSwitches switches)
    {
        if (switches.Redirect is { } target)
        {
            context.Response.Redirect(target);
            return true;
        }

        if (switches.Status is not { } status || !IsDue(context, site, switches))
        {
            return false;
        }

        context.Response.StatusCode = status;
        if (status is 429 or 503)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return true;
    }

    private static bool IsDue(HttpContext context, MediaSite site, MediaSwitches switches) =>
        HttpMethods.IsHead(context.Request.Method)
            ? site.HasFault(Address(context), switches.Times)
            : site.UseFault(Address(context), switches.Times);

    private static async Task SendAsync(HttpContext context, MediaSite site, MediaSwitches switches, MediaSource source)
    {
        await using var file = new FileStream(source.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var (response, isHead) = (context.Response, HttpMethods.IsHead(context.Request.Method));
        response.ContentType = source.ContentType;
        response.Headers.ETag = source.Tag;
        var transfer = new MediaTransfer(context, site, switches, Address(context));
        if (switches.Endless)
        {
            await (isHead ? Task.CompletedTask : transfer.SendForeverAsync(file));
            return;
        }

        if (!switches.NoRange)
        {
            response.Headers.AcceptRanges = "bytes";
        }

        var (from, to) = switches.NoRange ? (0, file.Length) : Stretch(context, source, file.Length);
        if (from > to)
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            response.Headers.ContentRange = $"bytes */{file.Length.ToString(CultureInfo.InvariantCulture)}";
            return;
        }

        response.ContentLength = to - from;
        if (!isHead)
        {
            var cut = switches.Truncate is not null && site.UseFault(Address(context), switches.Times);
            await transfer.SendAsync(file, from, to, cut ? switches.Truncate : null);
        }
    }

    /// <summary>What Range asks for; the whole file without one or when If-Range names another version; from &gt; to = not satisfiable.</summary>
    private static (long From, long To) Stretch(HttpContext context, MediaSource source, long length)
    {
        var ifRange = context.Request.Headers.IfRange.ToString();
        if (!RangeHeaderValue.TryParse(context.Request.Headers.Range, out var header) || header.Unit != "bytes" || header.Ranges.Count != 1
            || (ifRange.Length > 0 && ifRange != source.Tag))
        {
            return (0, length);
        }

        var range = header.Ranges.First();
        var from = range.From ?? Math.Max(0, length - range.To!.Value);
        if (from >= length)
        {
            return (1, 0);
        }

        var last = range.From is null ? length - 1 : Math.Min(range.To ?? length - 1, length - 1);
        context.Response.StatusCode = StatusCodes.Status206PartialContent;
        context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{last}/{length}");
        return (from, last + 1);
    }

    private static string Address(HttpContext context) => context.Request.Path + context.Request.QueryString.Value;

    private static Task Refuse(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text);
    }

    /// <summary>A file to send; its name carries the hash of its content, so the name is the version.</summary>
    private sealed record MediaSource(string Path, string ContentType)
    {
        public string Tag => $"\"{System.IO.Path.GetFileName(Path)}\"";
    }
}
