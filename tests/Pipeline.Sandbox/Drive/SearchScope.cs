namespace Pipeline.Sandbox.Drive;

/// <summary>What a search term may need beside the item: who asks, and the tree.</summary>
internal sealed record SearchScope(DriveAccount Account, DriveCatalog Catalog);
