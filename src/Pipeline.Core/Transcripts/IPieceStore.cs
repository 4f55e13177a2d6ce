using Pipeline.Core.Jobs;

namespace Pipeline.Core.Transcripts;

/// <summary>Finished pieces. Writes are fenced by the claim and count as checkpoints.</summary>
public interface IPieceStore
{
    Task<IReadOnlyList<TranscribedPiece>> List(JobId id, CancellationToken ct);

    /// <summary>The same without words and their times, of which hours of talk have tens of thousands.</summary>
    Task<IReadOnlyList<TranscribedPiece>> ListWordless(JobId id, CancellationToken ct);

    /// <summary>Saves one piece, replacing one of the same index. False: claim lost.</summary>
    Task<bool> Save(JobId id, string claim, TranscribedPiece piece, CancellationToken ct);

    /// <summary>Takes over, in one transaction, what the newest other job heard in the same downloaded file with the same settings; pieces
    /// that are there already stay. Null: claim lost.</summary>
    /// <param name="settings">What the fingerprints begin with.</param>
    /// <returns>How many pieces were taken over, and from which job.</returns>
    Task<AdoptedPieces?> Adopt(JobId id, string claim, string mediaSha256, string settings, CancellationToken ct);

    /// <summary>Forgets what lies behind the last piece: leftovers of another cut. False: claim lost.</summary>
    /// <param name="count">Pieces that the recording has.</param>
    Task<bool> Trim(JobId id, string claim, int count, CancellationToken ct);
}
