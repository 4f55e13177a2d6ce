using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters.Egress;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Drive;

/// <summary>Videos that lie in Google Drive already: by id, or by a link to the file.</summary>
internal sealed class DriveMediaSource(
    DriveClient drive, DriveOptions options, RangeDownload download, EgressOptions egress,
    [FromKeyedServices(DriveRegistration.StoreName)] HttpClient http) : IMediaSource
{
    private const string Fields = "id,name,mimeType,size,md5Checksum,sha256Checksum,createdTime,"
        + "capabilities/canDownload,shortcutDetails(targetId,targetResourceKey),videoMediaMetadata/durationMillis";

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".mp3", ".m4a", ".wav", ".ogg", ".opus", ".flac", ".aac", ".ts", ".avi",
    };

    public string Name => "drive";

    /// <summary>Links only where credentials are set: without them yt-dlp may still get a public file.</summary>
    public bool CanFetch(MediaRequest request) =>
        request.DriveFileId is not null || (options.IsConfigured && request.Url is { } url && DriveLink.Parse(url.Uri) is not null);

    public async Task<MediaInfo> Probe(MediaRequest request, CancellationToken ct)
    {
        var (file, _) = await Find(request, ct);
        var (tags, name) = FileTags.Split(request.FileName ?? file.Name);
        return new MediaInfo(
            file.Id,
            MediaTitle.Clean(name) ?? file.Id,
            $"https://drive.google.com/file/d/{file.Id}/view",
            Uploader: null,
            file.CreatedTime,
            file.VideoMediaMetadata?.DurationMillis / 1000.0,
            file.Size) { Tags = MediaTitle.Clean(tags) };
    }

    public async Task<string> Download(
        MediaRequest request, MediaInfo info, string directory, IProgress<DownloadProgress> progress, CancellationToken ct)
    {
        var (file, key) = await Find(request, ct);
        var extension = Path.GetExtension(file.Name) is { } known && Extensions.Contains(known) ? known.ToLowerInvariant() : ".bin";
        var path = await download.Run(
            http, () => Content(file.Id, key), directory, "media" + extension, egress.MaxFileBytes, progress, Explain, ct);
        if (await Matches(file, path, ct)) return path;
        File.Delete(path);
        throw new JobFailureException(ErrorClass.Transient, "download-corrupt",
            $"{file.Name} arrived from Google Drive with another checksum, or was replaced there meanwhile.");
    }

    private HttpRequestMessage Content(string id, string? key)
    {
        var address = new Uri(http.BaseAddress!, $"drive/v3/files/{Uri.EscapeDataString(id)}?alt=media&supportsAllDrives=true");
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (key is not null) request.Headers.Add(DriveClient.ResourceKeyHeader, $"{id}/{key}");
        return request;
    }

    private static async Task<bool> Matches(DriveFile file, string path, CancellationToken ct)
    {
        var (algorithm, expected) = file.Sha256Checksum is { } sha256
            ? (HashAlgorithmName.SHA256, sha256)
            : (HashAlgorithmName.MD5, file.Md5Checksum);
        if (expected is null) return new FileInfo(path).Length == file.Size;
        await using var content = File.OpenRead(path);
        var hash = await CryptographicOperations.HashDataAsync(algorithm, content, ct);
        return Convert.ToHexStringLower(hash).Equals(expected, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The file itself (a shortcut leads to it) and the resource key that opens it.</summary>
    private async Task<(DriveFile File, string? Key)> Find(MediaRequest request, CancellationToken ct)
    {
        var link = Target(request);
        var file = await Look(link.FileId, link.ResourceKey, ct);
        if (file.ShortcutDetails?.TargetId is not { } target) return (Fetchable(file), link.ResourceKey);
        var key = file.ShortcutDetails.TargetResourceKey;
        return (Fetchable(await Look(target, key, ct)), key);
    }

    private async Task<DriveFile> Look(string id, string? key, CancellationToken ct) =>
        await drive.Get(id, Fields, key, ct)
        ?? throw drive.Failure(new DriveFault(404, "notFound", "files.get found nothing"), "fetching the video");

    private static DriveLink Target(MediaRequest request) =>
        (request.DriveFileId is { } id ? DriveLink.FromId(id) : DriveLink.Parse(request.Url!.Uri))
        ?? throw new JobFailureException(ErrorClass.Permanent, "drive-link",
            "drive_file_id is no id of a Google Drive file. Copy the part between /d/ and /view out of the file's link, then set the row back.");

    private DriveFile Fetchable(DriveFile file)
    {
        if (file.MimeType?.StartsWith("application/vnd.google-apps.", StringComparison.Ordinal) == true)
            throw new JobFailureException(ErrorClass.Permanent, "drive-not-a-file",
                $"{file.Name} is a Google folder or document, not a video file. Put the link of the video itself there, then set the row back.", file.MimeType);
        if (file.Capabilities?.CanDownload == false)
            throw new JobFailureException(ErrorClass.Access, "drive-no-download",
                $"The owner of {file.Name} has switched off downloading for {drive.Account.Name}. Ask its owner for that right, then set the row back.");
        return file.Size > egress.MaxFileBytes ? throw FileLimit.TooLarge(egress.MaxFileBytes) : file;
    }

    /// <summary>The body is in memory already: <see cref="ErrorBodies"/>.</summary>
    private JobFailureException Explain(HttpResponseMessage response)
    {
        using var body = new StreamReader(response.Content.ReadAsStream());
        var fault = DriveFault.Read((int)response.StatusCode, body.ReadToEnd(), response.Headers.RetryAfter?.Delta);
        return drive.Failure(fault, "fetching the video");
    }
}
