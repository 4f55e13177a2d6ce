namespace Pipeline.Core.Files;

/// <summary>Media types by file ending, for the store.</summary>
public static class ContentTypes
{
    public static string Of(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".mp4" or ".m4v" => "video/mp4",
        ".webm" => "video/webm",
        ".mkv" => "video/x-matroska",
        ".mov" => "video/quicktime",
        ".avi" => "video/x-msvideo",
        ".ts" => "video/mp2t",
        ".m4a" => "audio/mp4",
        ".mp3" => "audio/mpeg",
        ".ogg" or ".opus" => "audio/ogg",
        ".wav" => "audio/wav",
        ".flac" => "audio/flac",
        ".aac" => "audio/aac",
        ".txt" => "text/plain",
        ".srt" => "application/x-subrip",
        ".vtt" => "text/vtt",
        ".json" => "application/json",
        ".md" => "text/markdown",
        _ => "application/octet-stream",
    };
}
