using Microsoft.Extensions.Logging;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Egress;

/// <summary>Fetches one file over HTTP and continues it after a break, a stop or a crash.</summary>
public sealed class RangeDownload(EgressOptions options, DiskFloor floor, TimeProvider time, ILogger<RangeDownload> log)
{
    // A connection that brought this much was worth having: the count of failures starts over.
    private const long WorthwhileBytes = 8L << 20;

    public Task<string> Run(
        HttpClient http, Func<HttpRequestMessage> request, string directory, string fileName, long? maxBytes,
        IProgress<DownloadProgress> progress, CancellationToken ct) =>
        Run(http, request, directory, fileName, maxBytes, progress, HttpFailure.FromResponse, ct);

    /// <summary>Writes <c>fileName.part</c> and renames it when every byte the server promised is on disk. A finished file from
    /// before is returned as it is: the directory belongs to one job and one link.</summary>
    /// <param name="request">Called for each connection, so that a token can be fresh.</param>
    /// <param name="explain">Turns an answer that is no file into its failure; transient ones are repeated here.</param>
    /// <exception cref="JobFailureException">Transient <c>truncated-body</c>, <c>too-slow</c>, <c>stalled</c>, <c>network</c>, <c>http-5xx</c>;
    /// permanent <c>too-large</c>, <c>private-address</c>, <c>http-404</c> …; local <c>disk-full</c>.</exception>
    public async Task<string> Run(
        HttpClient http, Func<HttpRequestMessage> request, string directory, string fileName, long? maxBytes,
        IProgress<DownloadProgress> progress, Func<HttpResponseMessage, JobFailureException> explain, CancellationToken ct)
    {
        Directory.CreateDirectory(directory);
        var part = new PartFile(directory, fileName);
        for (var failures = 0; !File.Exists(part.FinalPath);)
        {
            var before = part.Length;
            try
            {
                await new RangeAttempt(http, options, floor, time, part, directory, maxBytes, progress, explain).Run(request, ct);
            }
            catch (JobFailureException e) when (e.Error.Class == ErrorClass.Transient)
            {
                failures = part.Length - before >= WorthwhileBytes ? 1 : failures + 1;
                if (failures > options.DownloadRetries) throw;
                log.DownloadBroken(e.Error.Code, part.Length, failures, options.DownloadRetries);
                await Task.Delay(Pause(failures), time, ct);
            }
        }

        return part.FinalPath;
    }

    private TimeSpan Pause(int failures) => TimeSpan.FromSeconds(Math.Min(60, options.RetryPauseSeconds * Math.Pow(2, failures - 1)));
}
