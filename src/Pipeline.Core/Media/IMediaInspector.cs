namespace Pipeline.Core.Media;

/// <summary>Looks into a file (ffprobe), with file-only protocols and an allow-list of containers.</summary>
public interface IMediaInspector
{
    /// <exception cref="Jobs.JobFailureException">Permanent <c>not-media</c>: unreadable, or a playlist dressed as a video.</exception>
    Task<MediaProbe> Inspect(string path, CancellationToken ct);
}
