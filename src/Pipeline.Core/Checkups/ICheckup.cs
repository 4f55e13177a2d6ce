namespace Pipeline.Core.Checkups;

/// <summary>Looks at one part of the set-up as the worker will use it. Changes nothing; what it can repair, its findings can.</summary>
public interface ICheckup
{
    string Area { get; }

    /// <summary>What is wrong is a finding, not an exception. A <see cref="Jobs.JobFailureException"/> is turned into one.</summary>
    Task<IReadOnlyList<Finding>> Look(CancellationToken ct);
}
