namespace Pipeline.Core.Media;

/// <summary>Bytes that must stay free on the work disk (Worker:MinFreeMiB): one floor for intake, stages and downloads.</summary>
public sealed record DiskFloor(long Bytes);
