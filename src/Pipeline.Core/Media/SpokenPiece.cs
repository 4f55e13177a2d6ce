using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Media;

/// <summary>A piece and where in it somebody speaks.</summary>
/// <param name="Speech">Within the piece; seconds from the start of the recording.</param>
public sealed record SpokenPiece(Piece Piece, IReadOnlyList<SpeechSpan> Speech);
