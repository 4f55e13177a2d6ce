namespace Pipeline.Core.Transcripts;

/// <summary>Words without a long pause between them: no subtitle reaches beyond, so hours of talk are cut into subtitles run by run.</summary>
/// <param name="Words">Its words, and behind them the first of the next run, if there is one.</param>
/// <param name="Count">How many are its own.</param>
internal readonly record struct SubtitleRun(IReadOnlyList<SubtitleWord> Words, int Count)
{
    /// <summary>A pause of this many seconds between two words ends a subtitle.</summary>
    private const double Pause = 0.8;

    public static IEnumerable<SubtitleRun> Of(IEnumerable<SubtitleWord> words)
    {
        var run = new List<SubtitleWord>();
        foreach (var word in words)
        {
            var isNext = run.Count > 0 && word.Start - run[^1].End >= Pause;
            run.Add(word);
            if (!isNext) continue;
            yield return new SubtitleRun(run, run.Count - 1);
            run = [word];
        }

        if (run.Count > 0) yield return new SubtitleRun(run, run.Count);
    }
}
