using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Pipeline.Core.Files;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Drive;

/// <summary>The few methods of Drive v3 that we use. Failures: <see cref="JobFailureException"/> by §1.6 of media-and-drive.md.</summary>
internal sealed class DriveClient(DriveHttp http, DriveTokens tokens)
{
    public const string ResourceKeyHeader = "X-Goog-Drive-Resource-Keys";
    private const string UploadFields = "id,name,size,md5Checksum,sha256Checksum,webViewLink,trashed";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public DriveAccount Account => tokens.Account;

    public async Task<string> GenerateId(CancellationToken ct)
    {
        var answer = await Call("reserving a file id", HttpMethod.Get, "drive/v3/files/generateIds?count=1&fields=ids", null, ct);
        return Read<IdList>(answer)?.Ids is [var id, ..] ? id : throw Unreadable("reserving a file id");
    }

    /// <summary>Null: not there, or not for us.</summary>
    public Task<DriveFile?> Get(string id, CancellationToken ct) => Get(id, UploadFields, null, ct);

    /// <param name="resourceKey">From the link to an older file (security update of 2021); null: none.</param>
    public async Task<DriveFile?> Get(string id, string fields, string? resourceKey, CancellationToken ct)
    {
        var answer = await http.Send(() =>
        {
            var request = Request(HttpMethod.Get, $"drive/v3/files/{Uri.EscapeDataString(id)}?supportsAllDrives=true&fields={fields}", null);
            if (resourceKey is not null) request.Headers.Add(ResourceKeyHeader, $"{id}/{resourceKey}");
            return request;
        }, ct);
        return answer.Status == (int)HttpStatusCode.NotFound ? null : File(Checked(answer, "looking a file up"));
    }

    /// <summary>Makes the folder; null when the id is taken (a repeat).</summary>
    public async Task<DriveFile?> CreateFolder(string id, string name, string parentId, JobId job, CancellationToken ct)
    {
        var marks = Mark(job, "folder");
        var body = new { id, name = FileNames.Fit(name), mimeType = DriveFile.FolderType, parents = new[] { parentId }, appProperties = marks };
        var answer = await Send(HttpMethod.Post, $"drive/v3/files?supportsAllDrives=true&fields={UploadFields}", body, ct);
        return answer.Status == (int)HttpStatusCode.Conflict ? null : File(Checked(answer, "making the folder"));
    }

    /// <summary>Our own item that lost its id here, as after a database was restored from a backup. The search may lag: ids come first.</summary>
    /// <param name="artifact">Null: the job's folder.</param>
    public async Task<DriveFile?> FindOwn(JobId job, Artifact? artifact, string parentId, CancellationToken ct)
    {
        var marks = artifact is null ? Mark(job, "folder") : Mark(artifact);
        var terms = marks.Select(m => $"appProperties has {{ key='{m.Key}' and value='{Escaped(m.Value)}' }}");
        var query = string.Join(" and ", [.. terms, $"'{Escaped(parentId)}' in parents", "trashed=false"]);
        var path = $"drive/v3/files?q={Uri.EscapeDataString(query)}&supportsAllDrives=true&includeItemsFromAllDrives=true"
            + $"&pageSize=1&fields=files({UploadFields})";
        return Read<FileList>(await Call("searching the folder", HttpMethod.Get, path, null, ct))?.Files is [var first, ..] ? first : null;
    }

    /// <summary>Takes an item out of the bin.</summary>
    public Task Restore(string id, CancellationToken ct) => Call(
        "taking a file out of the bin", HttpMethod.Patch,
        $"drive/v3/files/{Uri.EscapeDataString(id)}?supportsAllDrives=true&fields=id", new { trashed = false }, ct);

    /// <summary>Opens a resumable session and returns its address; null when the id is taken.</summary>
    /// <param name="replace">The id exists with other content, which is replaced: a second create under one id is not possible.</param>
    public async Task<Uri?> OpenSession(FileUpload upload, bool replace, CancellationToken ct)
    {
        var artifact = upload.Artifact;
        var name = FileNames.Fit(artifact.Name);
        var (mimeType, appProperties) = (artifact.ContentType, Mark(artifact));
        object body = replace
            ? new { name, mimeType, appProperties }
            : new { id = upload.ReservedId, name, mimeType, parents = new[] { upload.FolderId }, appProperties };
        var path = replace ? "/" + Uri.EscapeDataString(upload.ReservedId) : "";
        var answer = await http.Send(() =>
        {
            var request = Request(
                replace ? HttpMethod.Patch : HttpMethod.Post,
                $"upload/drive/v3/files{path}?uploadType=resumable&supportsAllDrives=true&fields={UploadFields}", body);
            request.Headers.Add("X-Upload-Content-Type", artifact.ContentType);
            request.Headers.Add("X-Upload-Content-Length", artifact.Size.ToString(CultureInfo.InvariantCulture));
            return request;
        }, ct);
        if (answer.Status == (int)HttpStatusCode.Conflict) return null;
        return Checked(answer, $"sending {name}").Location ?? throw Unreadable($"sending {name}");
    }

    /// <summary>The file of a finished upload's answer; null when there is none in it.</summary>
    public static DriveFile? File(DriveAnswer answer) => Read<DriveFile>(answer) is { Id: not null } file ? file : null;

    public JobFailureException Failure(DriveFault fault, string action) => DriveFailure.Of(fault, action, tokens.Account);

    private Task<DriveAnswer> Send(HttpMethod method, string path, object? body, CancellationToken ct) =>
        http.Send(() => Request(method, path, body), ct);

    private async Task<DriveAnswer> Call(string action, HttpMethod method, string path, object? body, CancellationToken ct) =>
        Checked(await Send(method, path, body, ct), action);

    private static HttpRequestMessage Request(HttpMethod method, string path, object? body) => new(method, path)
    {
        Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body, Json), Encoding.UTF8, "application/json"),
    };

    private DriveAnswer Checked(DriveAnswer answer, string action) => answer.Fault is { } fault ? throw Failure(fault, action) : answer;

    private JobFailureException Unreadable(string action) =>
        Failure(DriveFault.NoAnswer("the answer lacks what Google documents for it"), action);

    private static T? Read<T>(DriveAnswer answer)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(answer.Body, Json);
        }
        catch (JsonException)
        {
            // Cut off, or from something between us and Google: the caller asks again or says so.
            return null;
        }
    }

    private static Dictionary<string, string> Mark(JobId job, string kind) => new() { ["jobId"] = job.ToString(), ["kind"] = kind };

    private static Dictionary<string, string> Mark(Artifact artifact)
    {
        var marks = Mark(artifact.JobId, artifact.Kind.ToString().ToLowerInvariant());
        marks["sha256"] = artifact.Sha256;
        return marks;
    }

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);

    private sealed record IdList(IReadOnlyList<string>? Ids);

    private sealed record FileList(IReadOnlyList<DriveFile>? Files);
}
