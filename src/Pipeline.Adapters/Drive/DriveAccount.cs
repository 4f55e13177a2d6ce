namespace Pipeline.Adapters.Drive;

/// <summary>As whom we act, for sentences.</summary>
/// <param name="OwnsNoStorage">A service account that acts as itself.</param>
internal sealed record DriveAccount(string Name, bool OwnsNoStorage);
