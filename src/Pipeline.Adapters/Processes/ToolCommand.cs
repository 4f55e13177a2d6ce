using System.Collections.ObjectModel;

namespace Pipeline.Adapters.Processes;

/// <summary>A command line as data: compared in tests, logged by name only, never a shell string.</summary>
/// <param name="FileName">Looked up in PATH when it holds no slash.</param>
public sealed record ToolCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>The program's name without its folder, for logs and sentences.</summary>
    public string Name { get; } = Path.GetFileName(FileName);

    public string? WorkingDirectory { get; init; }

    /// <summary>Added to a clean environment of PATH, HOME=/nonexistent and LC_ALL=C.UTF-8: a variable or a configuration file of
    /// the account that runs the worker must not change what a tool does.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Null: as long as it takes.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Scheduling niceness, 0 (normal) to 19 (last); null: the worker's own.</summary>
    public int? Nice { get; init; }
}
