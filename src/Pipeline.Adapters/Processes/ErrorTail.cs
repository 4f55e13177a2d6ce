using System.Collections.Concurrent;

namespace Pipeline.Adapters.Processes;

/// <summary>The last lines of standard error: where a tool says why it failed.</summary>
internal sealed class ErrorTail
{
    private const int MaxLines = 50;
    private const int MaxLength = 2000;
    private readonly ConcurrentQueue<string> _lines = new();

    internal IReadOnlyList<string> Lines => [.. _lines];

    internal void Add(string line)
    {
        if (line.Length == 0) return;
        _lines.Enqueue(line.Length > MaxLength ? line[..MaxLength] : line);
        while (_lines.Count > MaxLines) _lines.TryDequeue(out _);
    }
}
