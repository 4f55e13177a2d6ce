using Pipeline.Core.Files;
using Pipeline.Core.Jobs;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>Whether all that a finished video leaves behind is still there, and still what would be made today. Then only the page's gaps
/// need filling, and nothing is downloaded again.</summary>
public sealed class ResultCheck(IFileStore store, IArtifactStore artifacts, IPieceStore pieces, ITranscribers engines)
{
    public async Task<bool> IsWhole(JobContext job, CancellationToken ct)
    {
        var files = (await artifacts.List(job.Job.Id, ct)).Where(a => job.Channel.KeepVideo || a.Kind != ArtifactKind.Video).ToList();
        if (files.Count == 0 || files.Any(f => f.UploadedAt is null) || !await IsTodaysText(job, ct)) return false;
        foreach (var file in files)
            if (!await store.Holds(file, ct)) return false;
        return true;
    }

    /// <summary>Another model, language or vocabulary would hear other words.</summary>
    private async Task<bool> IsTodaysText(JobContext job, CancellationToken ct)
    {
        var heard = await pieces.ListWordless(job.Job.Id, ct);
        var settings = PieceListener.SettingsOf(await engines.For(job.Channel, job.Job.Id, ct), ListeningWishes.Of(job.Job, job.Channel));
        return heard.Count > 0 && heard.All(p => p.Fingerprint.StartsWith(settings, StringComparison.Ordinal));
    }
}
