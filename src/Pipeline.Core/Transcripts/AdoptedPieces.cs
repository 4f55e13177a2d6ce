using Pipeline.Core.Jobs;

namespace Pipeline.Core.Transcripts;

/// <summary>Pieces taken over from another job with the same recording.</summary>
/// <param name="From">Null: there was none.</param>
public sealed record AdoptedPieces(JobId? From, int Count);
