using System.Text.RegularExpressions;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Conventions;

/// <summary>Product code reaches processes, the clock and the network through one door each.</summary>
public sealed partial class DoorTests
{
    [Fact]
    public void Only_Processes_starts_processes() =>
        Assert.Empty(Product().Where(f => !f.Path.StartsWith("src/Pipeline.Adapters/Processes/", StringComparison.Ordinal)).SelectMany(f => f.Find(ProcessStart())));

    [Fact]
    public void Nobody_asks_the_clock_but_TimeProvider() => Assert.Empty(Product().SelectMany(f => f.Find(Clock())));

    /// <summary>A client is made where a folder is registered, with the handler that its peer needs (egress check, no redirects,
    /// short idle time); feature code is given one.</summary>
    [Fact]
    public void Clients_for_HTTP_are_made_in_registrations_and_factories() =>
        Assert.Empty(Product().Where(f => !MakesClients().IsMatch(f.Name)).SelectMany(f => f.Find(NewClient())));

    [Fact]
    public void Nothing_is_left_to_do_and_nothing_blocks_a_thread() => Assert.Empty(Product().SelectMany(f => f.Find(Unfinished())));

    private static IEnumerable<SourceFile> Product() => RepositoryFiles.Sources("src");

    [GeneratedRegex(@"\bProcess\.Start\s*\(|\bnew\s+(System\.Diagnostics\.)?Process\s*[({]")]
    private static partial Regex ProcessStart();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bnew\s+HttpClient\s*\(|\bHttpClient\s+\w+\s*=\s*new\s*\(")]
    private static partial Regex NewClient();

    [GeneratedRegex(@"(Registration|Factory)\.cs$")]
    private static partial Regex MakesClients();

    [GeneratedRegex(@"\bThread\.Sleep\s*\(|\bNotImplementedException\b")]
    private static partial Regex Unfinished();
}
