using System.Text;
using Pipeline.Sandbox.Journal;

namespace Pipeline.Sandbox.Faults;

/// <summary>
/// Disturbs requests on purpose, on every path of the Sandbox but /_admin and the board. The first rule that catches a
/// request wins. Rules are added by tests here and by scripts at /_admin/faults.
/// </summary>
public sealed class FaultPlan(TimeProvider time)
{
    private const int BodyLimit = 64 * 1024;
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];
    private int lastId;

    public IReadOnlyList<Fault> Active
    {
        get
        {
            lock (gate)
            {
                return [.. faults];
            }
        }
    }

    /// <exception cref="ArgumentException">The rule cannot be used; the message says why.</exception>
    public Fault Add(FaultRule rule)
    {
        lock (gate)
        {
            var fault = new Fault(this, ++lastId, rule);
            faults.Add(fault);
            return fault;
        }
    }

    /// <summary>
    /// Blocks matching requests before they take effect until <see cref="Fault.Release"/>. Await <see cref="Fault.Reached"/>,
    /// then kill the worker: its request has then certainly done nothing.
    /// </summary>
    public Fault HoldAt(string method, string pathPattern, string? bodyPattern = null, int skip = 0) =>
        Add(new FaultRule { Method = method, PathPattern = pathPattern, BodyPattern = bodyPattern, Kind = FaultKind.Hold, Skip = skip });

    /// <summary>
    /// As <see cref="HoldAt"/>, but the request has certainly taken effect when <see cref="Fault.Reached"/> completes;
    /// its answer is withheld.
    /// </summary>
    public Fault HoldAfter(string method, string pathPattern, string? bodyPattern = null, int skip = 0) =>
        Add(new FaultRule { Method = method, PathPattern = pathPattern, BodyPattern = bodyPattern, Kind = FaultKind.HoldAfterCommit, Skip = skip });

    /// <summary>Removes every rule and releases what they hold.</summary>
    public void Clear()
    {
        foreach (var fault in Active)
        {
            fault.Release();
        }
    }

    internal void Remove(Fault fault)
    {
        lock (gate)
        {
            faults.Remove(fault);
        }
    }

    internal async Task ApplyAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == "/" || context.Request.Path.StartsWithSegments("/_admin") || await CatchAsync(context) is not { } fault)
        {
            await next(context);
            return;
        }

        var cut = fault.Rule.Kind is FaultKind.CutAfterCommit or FaultKind.CutBeforeCommit;
        RequestJournal.NoteFault(context, fault.Rule.Kind.ToString(), cut);
        await new FaultedRequest(context, next, fault, time).RunAsync();
    }

    private async Task<Fault?> CatchAsync(HttpContext context)
    {
        var target = context.Request.Path + context.Request.QueryString;
        var candidates = Active.Where(fault => fault.Matches(context.Request.Method, target)).ToList();
        if (candidates.Count == 0)
        {
            return null;
        }

        var body = candidates.Exists(fault => fault.NeedsBody) ? await PeekAsync(context.Request) : "";
        lock (gate)
        {
            return candidates.Find(fault => faults.Contains(fault) && fault.Take(body));
        }
    }

    private static async Task<string> PeekAsync(HttpRequest request)
    {
        request.EnableBuffering();
        var buffer = new byte[BodyLimit];
        var read = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        return Encoding.UTF8.GetString(buffer, 0, read);
    }
}
