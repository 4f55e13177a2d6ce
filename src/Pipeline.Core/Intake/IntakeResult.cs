using Pipeline.Core.Jobs;

namespace Pipeline.Core.Intake;

/// <summary>Answer of <see cref="JobIntake"/>.</summary>
public abstract record IntakeResult
{
    /// <summary>The row is durable. <paramref name="Existed"/>: an open job for the same request was there already.</summary>
    public sealed record Accepted(VideoJob Job, bool Existed) : IntakeResult;

    /// <summary>The request is wrong; repeating it as it is cannot help.</summary>
    public sealed record Refused(IReadOnlyList<IntakeProblem> Problems) : IntakeResult;

    /// <summary>This machine takes nothing in right now (disk full); ask again later.</summary>
    public sealed record Closed(string Reason) : IntakeResult;
}
