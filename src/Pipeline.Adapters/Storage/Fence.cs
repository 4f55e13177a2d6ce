using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <summary>The condition under which a run may write: the row is Running and still bears its claim. A frozen worker that
/// wakes up after another one has taken over finds zero rows here and writes nothing.</summary>
internal static class Fence
{
    /// <summary>Ends an <c>update jobs</c>; wants @Id and @Claim.</summary>
    public const string Where = " where id = @Id and status = 'Running' and claim = @Claim";

    /// <summary>Counts one more thing that a later run need not do again. False: the claim is lost.</summary>
    public static async Task<bool> Checkpoint(Session session, JobId id, string claim, DateTimeOffset at) =>
        await session.Execute(
            "update jobs set checkpoints = checkpoints + 1, progress_at = @At" + Where,
            new { Id = id.ToString(), Claim = claim, At = at.ToMilliseconds() }) == 1;

    /// <summary>Whether the run still owns the row; for writes that are no progress.</summary>
    public static async Task<bool> Holds(Session session, JobId id, string claim) =>
        await session.Execute("update jobs set claim = claim" + Where, new { Id = id.ToString(), Claim = claim }) == 1;
}
