namespace Pipeline.Core.Transcripts;

/// <summary>Words that are cut into subtitles together. No subtitle reaches beyond them, so hours of talk are cut run by run.</summary>
/// <param name="Words">Its words, and behind them the first of the next run, if there is one.</param>
/// <param name="Count">How many are its own.</param>
internal readonly record struct SubtitleRun(IReadOnlyList<SubtitleWord> Words, int Count)
{
    /// <summary>A pause of this many seconds between two words ends a subtitle.</summary>
    private const double Pause = 0.8;

    /// <summary>Words that are held before it is asked where they can be divided. Somebody who reads aloud makes no pause for an hour.</summary>
    public const int Many = 1000;

    /// <param name="duration">Seconds that the recording lasts.</param>
    /// <param name="many"><see cref="Many"/>.</param>
    public static IEnumerable<SubtitleRun> Of(IEnumerable<SubtitleWord> words, double duration, int many)
    {
        var (run, look) = (new List<SubtitleWord>(), many);
        foreach (var word in words)
        {
            var isNext = run.Count > 0 && word.Start - run[^1].End >= Pause;
            run.Add(word);
            var own = isNext ? run.Count - 1 : 0;
            if (own == 0 && run.Count == look)
            {
                own = new SubtitleBreaks(run, new SubtitleRuler(run), duration).Settled();
                look = Math.Max(many, 2 * (run.Count - own));
            }

            if (own == 0) continue;
            yield return new SubtitleRun(run, own);
            run = run[own..];
            if (isNext) look = many;
        }

        if (run.Count > 0) yield return new SubtitleRun(run, run.Count);
    }
}
