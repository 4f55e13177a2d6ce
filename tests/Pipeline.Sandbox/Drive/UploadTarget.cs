using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>Where an upload's bytes go: a new item not yet in the tree, or an existing one with changed metadata.</summary>
internal sealed record UploadTarget(DriveItem Item, bool IsNew, JsonObject Body, string? MediaType, string SpoolPath);
