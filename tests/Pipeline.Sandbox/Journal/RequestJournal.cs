using Microsoft.AspNetCore.Http.Features;

namespace Pipeline.Sandbox.Journal;

/// <summary>
/// The Sandbox's own books: every request in order of arrival, the newest 20,000. The board page and /_admin are left out
/// (the board asks every second). Safe to read at any time.
/// </summary>
public sealed class RequestJournal(TimeProvider time)
{
    private const int Capacity = 20_000;
    private const int BodyLimit = 64 * 1024;
    private static readonly object EntryKey = new();
    private readonly Lock gate = new();
    private readonly Queue<JournalEntry> entries = new();

    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (gate)
            {
                return [.. entries];
            }
        }
    }

    /// <summary>Entries whose target begins with <paramref name="prefix"/>, for example <c>/v1/pages</c>.</summary>
    public IReadOnlyList<JournalEntry> Of(string prefix) =>
        [.. Entries.Where(entry => entry.Target.StartsWith(prefix, StringComparison.Ordinal))];

    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
        }
    }

    internal static void NoteFault(HttpContext context, string fault, bool cut)
    {
        if (context.Items[EntryKey] is JournalEntry entry)
        {
            (entry.Fault, entry.Cut) = (fault, cut);
        }
    }

    internal async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (path == "/" || path.StartsWithSegments("/_admin") || path == "/favicon.ico")
        {
            await next(context);
            return;
        }

        var entry = Open(context);
        using var body = new RecordingStream(context.Request.Body, BodyLimit);
        context.Request.Body = body;
        try
        {
            await next(context);
            entry.Status = entry.Cut ? 0 : context.Response.StatusCode;
        }
        catch
        {
            entry.Status = context.RequestAborted.IsCancellationRequested ? 0 : StatusCodes.Status500InternalServerError;
            throw;
        }
        finally
        {
            entry.Body = IsText(context.Request) ? body.Text : "";
        }
    }

    private JournalEntry Open(HttpContext context)
    {
        var entry = new JournalEntry
        {
            Time = time.GetUtcNow(),
            Method = context.Request.Method,
            Target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
        };
        context.Items[EntryKey] = entry;
        lock (gate)
        {
            entries.Enqueue(entry);
            if (entries.Count > Capacity)
            {
                entries.Dequeue();
            }
        }

        return entry;
    }

    // What is posted to the token endpoint is a credential.
    private static bool IsText(HttpRequest request) =>
        !request.Path.StartsWithSegments("/token")
        && request.ContentType is { } type
        && (type.Contains("json", StringComparison.OrdinalIgnoreCase) || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.Contains("urlencoded", StringComparison.OrdinalIgnoreCase));
}
