namespace Pipeline.Core.Running;

/// <summary>The folder below which every job has its own.</summary>
public sealed record WorkRoot(string Path);
