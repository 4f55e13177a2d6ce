namespace Pipeline.Core.Checkups;

/// <summary>All findings of one check-up.</summary>
/// <param name="Repaired">Subjects that this check-up has repaired; their findings show them as they are now.</param>
public sealed record CheckupReport(DateTimeOffset At, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Repaired)
{
    public bool IsWell => Findings.All(f => f.Level != FindingLevel.Problem);

    public IEnumerable<Finding> ToRepair => Findings.Where(f => f.Level != FindingLevel.Ok);
}
