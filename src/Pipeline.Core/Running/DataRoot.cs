namespace Pipeline.Core.Running;

/// <summary>The folder of everything that this installation keeps (Storage:DataDirectory), as a full path.</summary>
public sealed record DataRoot(string Path);
