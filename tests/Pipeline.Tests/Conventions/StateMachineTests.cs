using System.Text.RegularExpressions;
using Pipeline.Core.Jobs;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Conventions;

/// <summary>docs/state-machine.md says what the code does: its table and its drawing, both ways.</summary>
public sealed partial class StateMachineTests
{
    private static readonly string Page = RepositoryRoot.Read("docs/state-machine.md");

    private static readonly string[] Code = [.. JobTransitions.All.Select(t => $"{t.From} {t.Event} {t.To}").Order(StringComparer.Ordinal)];

    [Fact]
    public void The_table_holds_exactly_the_steps_of_JobTransitions() => Assert.Equal(Code, Steps(TableRow(), 1, 2, 3));

    [Fact]
    public void The_drawing_holds_exactly_the_steps_of_JobTransitions() => Assert.Equal(Code, Steps(Arrow(), 1, 3, 2));

    [Fact]
    public void Every_event_and_every_error_class_is_explained()
    {
        foreach (var name in Enum.GetNames<JobEvent>().Concat(Enum.GetNames<ErrorClass>()))
            Assert.Matches($@"(?m)^\| `?{name}`? \|", Page);
    }

    private static string[] Steps(Regex pattern, int from, int @event, int to) =>
        [.. pattern.Matches(Page).Select(m => $"{m.Groups[from].Value} {m.Groups[@event].Value} {m.Groups[to].Value}").Order(StringComparer.Ordinal)];

    // | Pending | Claimed | Running | …
    [GeneratedRegex(@"^\| (\w+) \| (\w+) \| (Pending|Running|Paused|Completed|Failed|Cancelled|Skipped) \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    // Pending --> Running: Claimed
    [GeneratedRegex(@"^\s*(\w+) --> (\w+): (\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Arrow();
}
