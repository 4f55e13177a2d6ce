namespace Pipeline.Core.Media;

/// <summary>A file that grows from its first byte to its last and holds the sound.</summary>
/// <param name="IsWhole">Its last byte is there, though the download may go on with another file.</param>
public sealed record IncomingSound(string Path, bool IsWhole);
