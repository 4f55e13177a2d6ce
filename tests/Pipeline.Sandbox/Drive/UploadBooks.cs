namespace Pipeline.Sandbox.Drive;

/// <summary>What one resumable session has seen so far.</summary>
/// <param name="BytesReceived">Bytes read from its PUTs, those sent twice or not kept included.</param>
/// <param name="Chunks">PUTs that carried bytes.</param>
/// <param name="StatusQueries">PUTs that asked for the offset.</param>
/// <param name="Offset">Bytes kept.</param>
/// <param name="Total">Size of the whole file as far as it was declared.</param>
public sealed record UploadBooks(
    string UploadId, string FileId, string? Name, long BytesReceived, int Chunks, int StatusQueries, long Offset, long? Total, bool Complete);
