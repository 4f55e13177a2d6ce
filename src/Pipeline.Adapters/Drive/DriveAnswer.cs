namespace Pipeline.Adapters.Drive;

/// <summary>What came back for one request.</summary>
/// <param name="Range">Of a 308: the bytes that an upload session holds, such as <c>bytes=0-262143</c>.</param>
/// <param name="Fault">Null for 2xx and 308.</param>
internal sealed record DriveAnswer(int Status, string Body, Uri? Location, string? Range, DriveFault? Fault);
