using Microsoft.AspNetCore.Http.Features;
using Pipeline.Sandbox.Journal;

namespace Pipeline.Sandbox.Faults;

/// <summary>Plays one fault on one request.</summary>
internal sealed class FaultedRequest(HttpContext context, RequestDelegate next, Fault fault, TimeProvider time)
{
    public async Task RunAsync()
    {
        switch (fault.Rule.Kind)
        {
            case FaultKind.Status:
                fault.NoteReached();
                await AnswerStatusAsync();
                break;
            case FaultKind.StatusAfterCommit:
                await ExecuteAsync();
                fault.NoteReached();
                context.Response.Clear();
                await AnswerStatusAsync();
                break;
            case FaultKind.CutBeforeCommit:
                fault.NoteReached();
                context.Abort();
                break;
            case FaultKind.CutAfterCommit:
                await ExecuteAsync();
                fault.NoteReached();
                context.Abort();
                break;
            case FaultKind.Hold or FaultKind.Delay:
                fault.NoteReached();
                if (await WaitAsync())
                {
                    await next(context);
                }

                break;
            case FaultKind.HoldAfterCommit:
                await HoldAnswerAsync();
                break;
        }
    }

    private async Task HoldAnswerAsync()
    {
        var answer = await ExecuteAsync();
        fault.NoteReached();
        if (await WaitAsync())
        {
            await context.Response.Body.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length));
        }
    }

    // The answer goes into memory: nothing has left the server when the request has taken effect.
    private async Task<MemoryStream> ExecuteAsync()
    {
        var original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var answer = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        try
        {
            await next(context);
            await context.Response.CompleteAsync();
        }
        finally
        {
            context.Features.Set(original);
        }

        return answer;
    }

    /// <returns>False when the client has left meanwhile: its request must then have no effect.</returns>
    private async Task<bool> WaitAsync()
    {
        var limit = fault.Rule.Seconds is { } seconds
            ? Task.Delay(TimeSpan.FromSeconds(seconds), time, context.RequestAborted)
            : Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        await Task.WhenAny(limit, fault.Released);
        if (!context.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        RequestJournal.NoteFault(context, fault.Rule.Kind.ToString(), cut: true);
        fault.NoteAbandoned();
        return false;
    }

    private Task AnswerStatusAsync()
    {
        var (type, body) = fault.Rule.Body is { } own
            ? (own.StartsWith('{') ? "application/json" : "text/html", own)
            : FaultAnswers.For(context.Request.Path, fault.Rule.StatusCode);
        context.Response.StatusCode = fault.Rule.StatusCode;
        context.Response.ContentType = type;
        if (fault.Rule.RetryAfter is { } pause)
        {
            context.Response.Headers.RetryAfter = pause.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return context.Response.WriteAsync(body);
    }
}
