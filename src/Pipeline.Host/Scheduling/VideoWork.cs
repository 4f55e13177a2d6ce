namespace Pipeline.Host.Scheduling;

/// <summary>What a firing carries: the id only; everything else is read from our row.</summary>
public sealed record VideoWork(string Id);
