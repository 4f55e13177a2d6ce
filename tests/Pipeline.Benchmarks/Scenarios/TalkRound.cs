using System.Globalization;

namespace Pipeline.Benchmarks.Scenarios;

/// <summary>One job and, next to it in time, the bare tool. Stages are the job's own rows: begun to ended.</summary>
/// <param name="Whole">Accepted until Notion was given Complete.</param>
/// <param name="WhisperCli">By hand.</param>
internal sealed record TalkRound(
    TimeSpan Whole, TimeSpan Download, TimeSpan Transcribe, TimeSpan Upload, TimeSpan Publish, TimeSpan WhisperCli)
{
    public double AudioSeconds { get; init; }

    /// <summary>Windows of 30 s that our pieces begin: each is a run of the encoder.</summary>
    public long Windows { get; init; }

    /// <summary>Runs of the encoder that whisper-cli reports for the whole file.</summary>
    public int WholeFileRuns { get; init; }

    /// <summary>Transcription is the longest here, by far: the site is as fast as the machine.</summary>
    public double WholeOverLongest => Whole / (Transcribe > Download ? Transcribe : Download);

    public double StageOverBare => Transcribe / WhisperCli;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"whole {Whole.TotalSeconds:0.0} s (download {Download.TotalSeconds:0.0}, transcribe {Transcribe.TotalSeconds:0.0}, upload {Upload.TotalSeconds:0.0}, publish {Publish.TotalSeconds:0.0}); by hand: whisper-cli {WhisperCli.TotalSeconds:0.0} s");
}
