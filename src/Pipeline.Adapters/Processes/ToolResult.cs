namespace Pipeline.Adapters.Processes;

/// <summary>How a tool ended.</summary>
/// <param name="ExitCode">The tool's own; 128 + signal number when a signal ended it.</param>
/// <param name="Output">Standard output, its first 8 Mi characters.</param>
/// <param name="ErrorTail">The last 50 lines of standard error, each cut to 2,000 characters.</param>
public sealed record ToolResult(int ExitCode, string Output, IReadOnlyList<string> ErrorTail, TimeSpan Elapsed);
