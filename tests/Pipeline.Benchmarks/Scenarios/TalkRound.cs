namespace Pipeline.Benchmarks.Scenarios;

/// <summary>One job and, next to it in time, the bare tools.</summary>
/// <param name="Whole">Accepted until Notion was given Complete.</param>
/// <param name="YtDlp">By hand.</param>
/// <param name="Transcribe">The stage's row.</param>
/// <param name="Upload">The stage's row.</param>
/// <param name="WhisperCli">By hand.</param>
internal sealed record TalkRound(TimeSpan Whole, TimeSpan YtDlp, TimeSpan Transcribe, TimeSpan Upload, TimeSpan WhisperCli)
{
    public double WholeOverParts => Whole / (YtDlp + Transcribe + Upload);

    public double StageOverBare => Transcribe / WhisperCli;
}
