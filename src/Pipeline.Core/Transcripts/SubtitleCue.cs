namespace Pipeline.Core.Transcripts;

/// <summary>One subtitle: one or two lines, shown from <paramref name="Start"/> to <paramref name="End"/> (seconds of the recording).</summary>
public sealed record SubtitleCue(double Start, double End, IReadOnlyList<string> Lines);
