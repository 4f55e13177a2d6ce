namespace Pipeline.Core.Transcripts;

/// <summary>Measures runs of words in constant time: what a long talk needs, where every run is tried.</summary>
internal sealed class SubtitleRuler
{
    private readonly int[] _starts;
    private readonly int[] _ends;
    private readonly int[] _lastInLine;

    public SubtitleRuler(IReadOnlyList<SubtitleWord> words)
    {
        (_starts, _ends, _lastInLine) = (new int[words.Count], new int[words.Count], new int[words.Count]);
        for (var (i, column) = (0, 0); i < words.Count; column = _ends[i++])
        {
            _starts[i] = column + (words[i].SpaceBefore ? 1 : 0);
            _ends[i] = _starts[i] + words[i].Width;
        }

        for (var (i, last) = (0, 0); i < words.Count; i++)
        {
            last = Math.Max(i, last);
            while (last + 1 < words.Count && Width(i, last + 1) <= SubtitleCues.LineWidth) last++;
            _lastInLine[i] = last;
        }
    }

    /// <summary>Columns of the words from <paramref name="first"/> to <paramref name="last"/>, the spaces between them included.</summary>
    public int Width(int first, int last) => _ends[last] - _starts[first];

    /// <summary>The last word that stands on one line with <paramref name="first"/> at its beginning.</summary>
    public int LastInLine(int first) => _lastInLine[first];

    /// <summary>The last word that fits into one subtitle with <paramref name="first"/> at its beginning.</summary>
    public int LastInCue(int first)
    {
        var second = _lastInLine[first] + 1;
        return second < _lastInLine.Length ? _lastInLine[second] : second - 1;
    }
}
