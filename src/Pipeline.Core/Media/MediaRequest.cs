using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Media;

/// <summary>What to fetch.</summary>
/// <param name="Url">Parsed link; null for a Drive file.</param>
/// <param name="DriveFileId">Set for a Drive file.</param>
public sealed record MediaRequest(SourceKind Source, VideoUrl? Url, string? DriveFileId, string? FileName);
