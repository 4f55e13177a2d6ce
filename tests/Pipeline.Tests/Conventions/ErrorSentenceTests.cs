using System.Text.RegularExpressions;
using Pipeline.Core.Jobs;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Conventions;

/// <summary>Every error that a job can end with, read out of the source: its sentence names whose turn it is and what to do.</summary>
public sealed partial class ErrorSentenceTests
{
    private const string SetBack = "set the row back";

    /// <summary>No job's error: what a poll says to the operator, who reads it in the log.</summary>
    private static readonly string[] NotInRows = ["notion-trigger"];

    private static readonly string[] Repairs =
        ["Ask ", "Check ", "Put ", "Open ", "Copy ", "Cut ", "Split ", "Share ", "Correct ", "Make ", "Send ", "Upload "];

    public static IReadOnlyList<(string File, ErrorClass Class, string Code, string Sentence)> All { get; } =
        [.. RepositoryFiles.Sources("src").SelectMany(file => Pattern().Matches(string.Join('\n', file.Lines)).Select(m => (file.Path, Enum.Parse<ErrorClass>(m.Groups[1].Value), m.Groups[2].Value, Text(m.Groups[3].Value))))];

    [Fact]
    public void The_list_is_complete_enough_to_prove_something() => Assert.InRange(All.Count, 85, int.MaxValue);

    [Fact]
    public void Where_a_person_is_needed_the_sentence_says_what_to_do_and_ends_with_starting_it_again() => Assert.Empty(
        from e in All
        where e.Class is ErrorClass.Permanent or ErrorClass.Access or ErrorClass.Operator && !NotInRows.Contains(e.Code)
        where !e.Sentence.Contains(SetBack, StringComparison.Ordinal) || !Repairs.Any(verb => e.Sentence.Contains(verb, StringComparison.Ordinal))
        select $"{e.File}: {e.Code}: {e.Sentence}");

    [Fact]
    public void Where_the_installation_is_at_fault_the_operator_is_named() => Assert.Empty(
        from e in All
        where e.Class is ErrorClass.Operator or ErrorClass.Local && !NotInRows.Contains(e.Code) && !e.Sentence.Contains("operator", StringComparison.Ordinal)
        select $"{e.File}: {e.Code}: {e.Sentence}");

    /// <summary>Whether it does, and when, is decided elsewhere and said there: after the last attempt it would be a lie.</summary>
    [Fact]
    public void Where_the_worker_tries_again_by_itself_the_sentence_says_only_what_happened() => Assert.Empty(
        from e in All
        where e.Class is ErrorClass.Transient or ErrorClass.SiteBlocked or ErrorClass.NotYet
        where e.Sentence.Contains(SetBack, StringComparison.Ordinal) || e.Sentence.Contains("again by itself", StringComparison.Ordinal) || e.Sentence.Contains("tried again", StringComparison.Ordinal)
        select $"{e.File}: {e.Code}: {e.Sentence}");

    private static string Text(string literals) => string.Concat(Literal().Matches(literals).Select(m => m.Groups[1].Value));

    [GeneratedRegex(
        """
        ErrorClass\.(\w+),\s*(?:"([a-z0-9-]+)"|code),\s*(?:@"(?:[^"]|"")*",\s*)?(?:FormattableString\.Invariant\(|string\.Create\(CultureInfo\.InvariantCulture,)?\s*((?:\$?"(?:[^"\\]|\\.)*"\s*\+?\s*)+)
        """, RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex("""
        \$?"((?:[^"\\]|\\.)*)"
        """, RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}
