using System.Text;

namespace Pipeline.Adapters.Processes;

/// <summary>Drains one pipe to its end, however much comes: text and lines are bounded, the rest is read and dropped. A tool whose
/// pipe is not read stops working.</summary>
internal sealed class OutputPump(TextReader reader, Action<string> onLine)
{
    // yt-dlp -J writes its whole answer as one line: several MB for a long list of formats.
    private const int MaxText = 8 * 1024 * 1024;
    private const int MaxLine = 64 * 1024;
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _line = new();

    internal string Text => _text.ToString();

    internal async Task Run()
    {
        var block = new char[8192];
        int count;
        while ((count = await reader.ReadAsync(block)) > 0) Take(block.AsSpan(0, count));
        if (_line.Length > 0) EndLine();
    }

    private void Take(ReadOnlySpan<char> block)
    {
        _text.Append(block[..Math.Min(block.Length, MaxText - _text.Length)]);
        while (block.IndexOf('\n') is var end and >= 0)
        {
            AddToLine(block[..end]);
            EndLine();
            block = block[(end + 1)..];
        }

        AddToLine(block);
    }

    private void AddToLine(ReadOnlySpan<char> part) => _line.Append(part[..Math.Min(part.Length, MaxLine - _line.Length)]);

    private void EndLine()
    {
        var line = _line.ToString().TrimEnd('\r');
        _line.Clear();
        onLine(line);
    }
}
