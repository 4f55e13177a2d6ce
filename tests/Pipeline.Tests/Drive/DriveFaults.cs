using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Tests.Drive;

/// <summary>Misfortune between us and the Sandbox's Drive, as a network or an ill server makes it. Rules are tried in order; each acts <c>times</c> times.</summary>
internal sealed class DriveFaults
{
    private readonly List<Rule> _rules = [];

    public delegate Task Fault(HttpContext context, RequestDelegate next);

    public static bool Chunk(HttpRequest r) => IsSession(r) && r.ContentLength > 0;

    public static bool StatusQuery(HttpRequest r) => IsSession(r) && r.ContentLength is null or 0 && r.Method == "PUT";

    public static bool SessionStart(HttpRequest r) => r.Path.StartsWithSegments("/upload", StringComparison.Ordinal) && !IsSession(r);

    public void On(Func<HttpRequest, bool> which, Fault fault, int times = 1)
    {
        lock (_rules) _rules.Add(new Rule(which, fault) { Left = times });
    }

    /// <summary>Google's error body.</summary>
    public static Fault Answer(int status, string reason, int? retryAfter = null) => async (context, _) =>
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.StatusCode = status;
        if (retryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(new { error = new { code = status, message = "Injected.", errors = new[] { new { reason } } } });
    };

    /// <summary>The line breaks when <paramref name="bytes"/> of the body have arrived.</summary>
    public static Fault BreakAfter(int bytes) => async (context, next) =>
    {
        context.Request.Body = new BreakingStream(context.Request.Body, bytes);
        await next(context);
        context.Abort();
    };

    /// <summary>The server does its work; its answer never arrives.</summary>
    public static Fault LoseAnswer() => async (context, next) =>
    {
        context.Response.Body = new MemoryStream();
        await next(context);
        context.Abort();
    };

    /// <summary>The answer's body breaks off after <paramref name="bytes"/>, whatever its length said.</summary>
    public static Fault BreakAnswerAfter(int bytes) => async (context, next) =>
    {
        var (line, whole) = (context.Response.Body, new MemoryStream());
        context.Response.Body = whole;
        await next(context);
        await line.WriteAsync(whole.GetBuffer().AsMemory(0, bytes));
        await line.FlushAsync();
        context.Abort();
    };

    /// <summary>One bit of the body is turned over on the way.</summary>
    public static Fault Damage() => async (context, next) =>
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        body.GetBuffer()[body.Length / 2] ^= 1;
        body.Position = 0;
        context.Request.Body = body;
        await next(context);
    };

    /// <summary>What a proxy or a load balancer says in Google's place.</summary>
    public static Fault Page(int status) => (context, _) =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync("<html>Bad gateway</html>");
    };

    /// <summary>The request is taken and nothing ever answered.</summary>
    public static Fault Hang(TaskCompletionSource reached) => async (context, _) =>
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        reached.TrySetResult();
        var gone = new TaskCompletionSource();
        await using var end = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    };

    public Task Run(HttpContext context, RequestDelegate next)
    {
        Rule? rule;
        lock (_rules)
        {
            rule = _rules.Find(r => r.Left > 0 && r.Which(context.Request));
            if (rule is not null) rule.Left--;
        }

        return rule is null ? next(context) : rule.Fault(context, next);
    }

    private static bool IsSession(HttpRequest r) => r.Query.ContainsKey("upload_id");

    private sealed record Rule(Func<HttpRequest, bool> Which, Fault Fault)
    {
        public int Left { get; set; }
    }
}
