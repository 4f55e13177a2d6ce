using Pipeline.Adapters.Direct;
using Pipeline.Adapters.Drive;
using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Ffmpeg;
using Pipeline.Adapters.Files;
using Pipeline.Adapters.LocalFiles;
using Pipeline.Adapters.Models;
using Pipeline.Adapters.Notion;
using Pipeline.Adapters.Processes;
using Pipeline.Adapters.Whisper;
using Pipeline.Adapters.YtDlp;
using Pipeline.Core.Board;
using Pipeline.Core.Intake;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Core.Stages;

namespace Pipeline.Host.Configuration;

/// <summary>What the running worker needs beside <see cref="PipelineRegistration"/>: stages, and every outside thing.</summary>
public static class WorkerRegistration
{
    public static IServiceCollection AddWorker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProcesses().AddEgress(configuration).AddFfmpeg(configuration).AddModels(configuration).AddWhisper(configuration);
        // Order matters: the first source that can fetch a link is asked.
        services.AddDrive(configuration).AddDirect().AddYtDlp(configuration);
        services.AddLocalFiles(configuration).AddFileStore(configuration).AddNotion(configuration).AddBoardSender(configuration);

        services.AddSingleton<SpeechMap>().AddSingleton<SpeechPieces>().AddSingleton<TranscriptFiles>().AddSingleton<GrowingPage>();
        services.AddSingleton<IStage, DownloadStage>().AddSingleton<IStage, TranscribeStage>();
        services.AddSingleton<IStage, UploadStage>().AddSingleton<IStage, PublishStage>();
        services.AddSingleton<StageSlots>().AddSingleton<RunningJobs>().AddSingleton<RunWatch>();
        services.AddSingleton<RowIntake>().AddSingleton<RowClaim>().AddSingleton<ResultCheck>();
        services.AddSingleton<WorkspaceSweep>().AddSingleton<JobEnding>().AddSingleton<JobRunner>();
        return services;
    }
}
