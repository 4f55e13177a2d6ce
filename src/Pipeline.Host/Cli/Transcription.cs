using Pipeline.Adapters.Models;
using Pipeline.Adapters.Notion;
using Pipeline.Adapters.Storage;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Core.Stages;
using Pipeline.Host.Configuration;

namespace Pipeline.Host.Cli;

/// <summary>One job in a house of its own: the worker's own stages over a database and a workspace that are gone afterwards. So a
/// transcript made here is the one that a row in Notion would get, and nothing is done in two ways.</summary>
internal static class Transcription
{
    private const string Claim = "transcribe";

    /// <returns>0 done, 1 failed, 130 stopped.</returns>
    public static async Task<int> Run(TranscribeRequest request, IReadOnlyList<string> overrides, CancellationToken ct)
    {
        using var home = await TemporaryHome.Make(ct);
        try
        {
            await using var services = Services(request, overrides, home.Path);
            await services.GetRequiredService<DatabaseMigrator>().Run(ct);
            foreach (var hosted in services.GetServices<IHostedService>()) await hosted.StartAsync(ct);
            var delivery = services.GetRequiredService<TranscriptDelivery>();
            await delivery.LookAtPicture(services.GetRequiredService<IMediaInspector>(), ct);
            return Tell(await Listen(services, request, ct), delivery, request, services.GetRequiredService<WorkRoot>());
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            ErrorLines.Write("Stopped.");
            return 130;
        }
    }

    private static async Task<VideoJob> Listen(ServiceProvider services, TranscribeRequest request, CancellationToken ct)
    {
        var (jobs, now) = (services.GetRequiredService<IJobStore>(), TimeProvider.System.GetUtcNow());
        var (job, _) = await jobs.Insert(
            new VideoJob
            {
                Id = JobId.New(now),
                Source = request.Url?.Source ?? SourceKind.Web,
                SourceUrl = request.Url?.ToString() ?? new Uri(Path.GetFullPath(request.File!)).AbsoluteUri,
                Channel = request.Speech.Name,
                AcceptedAt = now,
                DueAt = now,
            }, ct);
        var running = services.GetRequiredService<JobRunner>().Run(job.Id, Claim, ct);
        await ProgressBars.Draw(jobs, job.Id, [JobStage.Download, JobStage.Transcribe], running);
        await running;
        return (await jobs.Find(job.Id, ct))!;
    }

    private static int Tell(VideoJob job, TranscriptDelivery delivery, TranscribeRequest request, WorkRoot root)
    {
        foreach (var path in delivery.Written) Console.WriteLine(path);
        if (job.Status != JobStatus.Completed)
        {
            // Programs were given a link to the file, which is gone by now.
            var link = Path.Combine(root.Path, job.Id.ToString(), "media" + Path.GetExtension(request.File));
            var details = job.Error is { } error ? TerminalSentence.Details(error).Select(d => d.Replace(link, request.File, StringComparison.Ordinal)) : [];
            ErrorLines.Write([job.Error?.Sentence ?? job.Message ?? "It did not work.", .. details]);
            return 1;
        }

        if (job.TranscriptCharacters is not > 0) Console.Error.WriteLine("No speech was found, so the transcript is empty." + UnheardTracks.Hint(job));
        ErrorLines.Write(delivery.Problems);
        return delivery.IsComplete ? 0 : 1;
    }

    private static ServiceProvider Services(TranscribeRequest request, IReadOnlyList<string> overrides, string home)
    {
        var own = ConfigurationSources.Build(overrides);
        // Models are found, and stay, where the worker has them.
        var models = Path.GetFullPath(Path.Combine(own.Read<StorageOptions>("Storage").DataDirectory, own.Read<ModelsOptions>("Models").Directory));
        // The work stays below this command's own folder, also where the worker's is set to one elsewhere: its sweep knows nothing of this job.
        // A person sits in front of it: a failure is told at once, not tried again in a minute.
        var configuration = ConfigurationSources.Build([.. overrides, $"--Storage:DataDirectory={home}", $"--Models:Directory={models}", "--Worker:WorkDirectory=work", "--Retry:MaxAttempts=1"]);
        var services = new ServiceCollection();
        services.AddLogging();
        // The board is never asked: this job has no row.
        services.AddPipeline(configuration).AddTranscription(configuration).AddNotion(configuration);
        services.AddSingleton(new ChannelCatalog([request.Speech])).AddSingleton<BoardSignal>().AddSingleton<IJobScheduler, NoScheduler>();
        if (request.File is { } file) services.AddSingleton<IStage>(sp => ActivatorUtilities.CreateInstance<LocalFileStage>(sp, file));
        else services.AddSingleton<IStage, DownloadStage>();
        services.AddSingleton<IErrorSentence, TerminalSentence>();
        services.AddSingleton(request).AddSingleton<TranscriptDelivery>().AddSingleton<IStage>(sp => sp.GetRequiredService<TranscriptDelivery>());
        return services.BuildServiceProvider();
    }

    private sealed class NoScheduler : IJobScheduler
    {
        public Task Schedule(JobId id, int priority, DateTimeOffset? notBefore, CancellationToken ct) => Task.CompletedTask;
    }
}
