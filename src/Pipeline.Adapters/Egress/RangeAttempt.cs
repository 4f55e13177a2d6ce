using System.Net;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Egress;

/// <summary>One connection of a <see cref="RangeDownload"/>.</summary>
internal sealed class RangeAttempt(
    HttpClient http, EgressOptions options, DiskFloor floor, TimeProvider time, PartFile part, string directory, long? maxBytes,
    IProgress<DownloadProgress> progress, Func<HttpResponseMessage, JobFailureException> explain)
{
    private const int BlockSize = 128 * 1024;
    private const long DiskCheckEvery = 64L << 20;
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(250);
    private string _host = "the server";

    /// <summary>Completes the file or throws; what came stays in the part file.</summary>
    internal async Task Run(Func<HttpRequestMessage> request, CancellationToken ct)
    {
        using var stall = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, ct);
        try
        {
            using var message = request();
            _host = message.RequestUri?.Host ?? _host;
            part.Continue(message);
            Rearm(stall);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await Take(response, stall, either.Token);
        }
        catch (OperationCanceledException e) when (stall.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new JobFailureException(
                ErrorClass.Transient, "stalled", $"{_host} sent nothing for {options.StallTimeoutSeconds} s.", inner: e);
        }
        catch (IOException e) when (DiskSpace.IsFull(e))
        {
            throw DiskSpace.Full(e.Message, e);
        }
        catch (Exception e) when (e is HttpRequestException or System.Net.Sockets.SocketException)
        {
            throw HttpFailure.FromNetwork(e, _host);
        }
    }

    private void Rearm(CancellationTokenSource stall) => stall.CancelAfter(TimeSpan.FromSeconds(options.StallTimeoutSeconds));

    private async Task Take(HttpResponseMessage response, CancellationTokenSource stall, CancellationToken ct)
    {
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && part.IsWholeBy(response))
        {
            part.Complete();
            return;
        }

        var isRest = response.StatusCode == HttpStatusCode.PartialContent;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable || (isRest && !part.Fits(response)))
        {
            part.Discard();
            throw new JobFailureException(ErrorClass.Transient, "file-changed", $"The file at {_host} changed during the download.");
        }

        if (!isRest && response.StatusCode != HttpStatusCode.OK) throw explain(response);
        var have = isRest ? part.Length : 0;
        var total = isRest ? response.Content.Headers.ContentRange?.Length : response.Content.Headers.ContentLength;
        CheckSize(total ?? 0);
        DiskSpace.Require(directory, (total ?? have) - have, floor.Bytes);
        await using (var file = isRest ? part.Append() : part.Begin(response))
        {
            await Copy(await response.Content.ReadAsStreamAsync(ct), file, total, stall, ct);
            file.Flush(flushToDisk: true);
        }

        if (total is { } promised && part.Length != promised) throw HttpFailure.Truncated(_host);
        part.Complete();
    }

    private async Task Copy(Stream body, FileStream file, long? total, CancellationTokenSource stall, CancellationToken ct)
    {
        var (length, lastReport, nextDiskCheck) = (file.Position, 0L, file.Position + DiskCheckEvery);
        var watch = new ThroughputWatch(time, options.MinBytesPerSecond, TimeSpan.FromSeconds(options.ThroughputWindowSeconds));
        watch.Restart(length);
        var block = new byte[BlockSize];
        while (true)
        {
            Rearm(stall);
            var count = await Read(body, block, ct);
            if (count == 0) break;
            CheckSize(length + count);
            await file.WriteAsync(block.AsMemory(0, count), CancellationToken.None);
            length += count;
            if (watch.IsTooSlow(length)) throw TooSlow();
            if (length >= nextDiskCheck)
            {
                DiskSpace.Require(directory, 0, floor.Bytes);
                nextDiskCheck += DiskCheckEvery;
            }

            if (lastReport != 0 && time.GetElapsedTime(lastReport) < ReportEvery) continue;
            lastReport = time.GetTimestamp();
            Report();
        }

        Report();
        void Report() => progress.Report(new DownloadProgress(length, total, watch.Rate) { Sound = new IncomingSound(part.PartPath, IsWhole: false) });
    }

    /// <summary>Set apart from writing: a fault here is the network's, one there is the disk's.</summary>
    private async Task<int> Read(Stream body, byte[] block, CancellationToken ct)
    {
        try
        {
            return await body.ReadAsync(block, ct);
        }
        catch (IOException e)
        {
            throw HttpFailure.Truncated(_host, e);
        }
    }

    private void CheckSize(long size)
    {
        if (size <= maxBytes || maxBytes is null) return;
        part.Discard();
        throw FileLimit.TooLarge(maxBytes.Value);
    }

    private JobFailureException TooSlow() => new(
        ErrorClass.Transient,
        "too-slow",
        $"{_host} sent less than {options.MinBytesPerSecond} bytes a second for {options.ThroughputWindowSeconds} s.");
}
