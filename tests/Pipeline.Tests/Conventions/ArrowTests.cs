using System.Text.RegularExpressions;
using Pipeline.Adapters.Storage;
using Pipeline.Core.Jobs;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Conventions;

/// <summary>Host → Adapters → Core, and no adapter leans on another.</summary>
public sealed partial class ArrowTests
{
    /// <summary>What Core must not know: our outer rings, the queue engine, the web framework, every driver and every vendor's library.</summary>
    private static readonly string[] OutsideOfCore =
    [
        "Pipeline.Adapters", "Pipeline.Host", "Quartz", "Microsoft.AspNetCore", "Microsoft.Data", "Npgsql", "Dapper", "SQLitePCL", "Google",
        "Polly", "Spectre", "System.CommandLine",
    ];

    private static readonly string[] OutsideOfAdapters = ["Pipeline.Host", "Quartz", "Microsoft.AspNetCore", "Spectre", "System.CommandLine"];

    /// <summary>Adapter folders that others may use, with the reason.</summary>
    private static readonly Dictionary<string, string> Shared = new()
    {
        ["Processes"] = "the one door to child processes",
        ["Egress"] = "the one door to the network for what a link decides",
    };

    /// <summary>Folders that choose between others, or whose peer needs files that another one brings.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Whisper"] = ["Models"],
        // One wire format: OpenAI's answers and whisper-server's are read in one place.
        ["OpenAi"] = ["Whisper"],
        ["Engines"] = ["Whisper", "OpenAi"],
        ["Files"] = ["Drive", "LocalFiles"],
    };

    [Fact]
    public void Core_knows_no_adapter_no_host_no_engine_and_no_driver()
    {
        Assert.Empty(Uses("src/Pipeline.Core", OutsideOfCore));
        Assert.Empty(References(typeof(JobTransitions), OutsideOfCore));
    }

    [Fact]
    public void Adapters_know_no_host_and_no_engine()
    {
        Assert.Empty(Uses("src/Pipeline.Adapters", OutsideOfAdapters));
        Assert.Empty(References(typeof(StorageOptions), OutsideOfAdapters));
    }

    [Fact]
    public void No_adapter_leans_on_another()
    {
        var wrong = from file in RepositoryFiles.Sources("src/Pipeline.Adapters")
                    let own = FolderOf(file)
                    from line in file.Lines
                    from Match match in AdapterName().Matches(line)
                    let other = match.Groups[1].Value
                    where other != own && !Shared.ContainsKey(other) && !MayUse.GetValueOrDefault(own, []).Contains(other)
                    select $"{file.Path} uses {other}";
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Every_adapter_stands_in_the_namespace_of_its_folder()
    {
        var wrong = RepositoryFiles.Sources("src/Pipeline.Adapters")
            .Where(f => f.Lines.Any(l => l.StartsWith("namespace ", StringComparison.Ordinal) && l != $"namespace Pipeline.Adapters.{FolderOf(f)};")).Select(f => f.Path);
        Assert.Empty(wrong);
    }

    private static string FolderOf(SourceFile file) => file.Path.Split('/')[2];

    private static IEnumerable<string> Uses(string folder, string[] forbidden)
    {
        // Our own outer rings are looked for anywhere in a line: a full name needs no using.
        var own = forbidden.Where(f => f.StartsWith("Pipeline.", StringComparison.Ordinal));
        var pattern = new Regex($@"^\s*(global )?using (static )?({Any(forbidden)})\b|\b({Any(own)})\.");
        return RepositoryFiles.Sources(folder).SelectMany(f => f.Find(pattern));
    }

    private static string Any(IEnumerable<string> names) => string.Join('|', names.Select(Regex.Escape));

    private static IEnumerable<string> References(Type type, string[] forbidden) => type.Assembly.GetReferencedAssemblies()
        .Select(a => a.Name!).Where(name => forbidden.Any(f => name == f || name.StartsWith(f + ".", StringComparison.Ordinal)));

    [GeneratedRegex(@"\bPipeline\.Adapters\.([A-Z]\w*)")]
    private static partial Regex AdapterName();
}
