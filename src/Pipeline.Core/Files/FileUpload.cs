using Pipeline.Core.Jobs;

namespace Pipeline.Core.Files;

/// <summary>One file to be stored.</summary>
/// <param name="ReservedId">From <see cref="IFileStore.ReserveId"/>, saved before.</param>
/// <param name="Session">Where an earlier, interrupted upload of this file can go on; null: none.</param>
public sealed record FileUpload(Artifact Artifact, string LocalPath, string FolderId, string ReservedId, Uri? Session);
