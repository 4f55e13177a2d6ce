namespace Pipeline.Core.Media;

/// <summary>Subtitles to be put into a video.</summary>
/// <param name="Language">ISO 639-1; empty: not known.</param>
public sealed record SubtitleTrack(string SrtPath, string Language);
