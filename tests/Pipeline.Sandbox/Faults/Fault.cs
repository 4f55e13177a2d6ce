using System.Text.RegularExpressions;

namespace Pipeline.Sandbox.Faults;

/// <summary>A rule at work. Disposing or releasing it takes it out of the plan and lets go what it holds.</summary>
public sealed class Fault : IDisposable
{
    private readonly FaultPlan plan;
    private readonly Regex path;
    private readonly Regex? body;
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int seen;
    private int hits;

    /// <exception cref="ArgumentException">A pattern is not a regular expression, or a Delay has no seconds.</exception>
    internal Fault(FaultPlan plan, int id, FaultRule rule)
    {
        (this.plan, Id, Rule) = (plan, id, rule);
        path = new Regex(rule.PathPattern, RegexOptions.CultureInvariant);
        body = rule.BodyPattern is { } pattern ? new Regex(pattern, RegexOptions.CultureInvariant) : null;
        if (rule is { Kind: FaultKind.Delay, Seconds: null })
        {
            throw new ArgumentException("A Delay needs `seconds`.", nameof(rule));
        }
    }

    public int Id { get; }

    public FaultRule Rule { get; }

    /// <summary>Requests disturbed so far.</summary>
    public int Hits => Volatile.Read(ref hits);

    /// <summary>Completes when the first request is caught: with the After kinds once it has taken effect, else before.</summary>
    public Task Reached => reached.Task;

    /// <summary>Completes when the client of a held request has left (its process was killed, or it gave up).</summary>
    public Task Abandoned => abandoned.Task;

    internal Task Released => released.Task;

    internal bool NeedsBody => body is not null;

    public void Release()
    {
        plan.Remove(this);
        released.TrySetResult();
    }

    public void Dispose() => Release();

    internal bool Matches(string method, string target) =>
        (Rule.Method is null || Rule.Method.Equals(method, StringComparison.OrdinalIgnoreCase)) && path.IsMatch(target);

    /// <summary>Counts a matching request and says whether it is one to disturb. Called under the plan's lock.</summary>
    internal bool Take(string text)
    {
        if (body is not null && !body.IsMatch(text))
        {
            return false;
        }

        var turn = ++seen - Rule.Skip;
        if (turn < 1 || turn > (Rule.Times ?? int.MaxValue))
        {
            return false;
        }

        Interlocked.Increment(ref hits);
        return true;
    }

    internal void NoteReached() => reached.TrySetResult();

    internal void NoteAbandoned() => abandoned.TrySetResult();
}
