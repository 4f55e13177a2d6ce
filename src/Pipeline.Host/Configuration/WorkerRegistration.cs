using Pipeline.Adapters.Drive;
using Pipeline.Adapters.Files;
using Pipeline.Adapters.LocalFiles;
using Pipeline.Adapters.Notion;
using Pipeline.Core.Board;
using Pipeline.Core.Intake;
using Pipeline.Core.Running;
using Pipeline.Core.Stages;

namespace Pipeline.Host.Configuration;

/// <summary>What the running worker needs beside <see cref="PipelineRegistration"/>: stages, and every outside thing.</summary>
public static class WorkerRegistration
{
    public static IServiceCollection AddWorker(this IServiceCollection services, IConfiguration configuration)
    {
        // Order matters: the first source that can fetch a link is asked, and Drive knows its own.
        services.AddDrive(configuration).AddTranscription(configuration);
        services.AddLocalFiles(configuration).AddFileStore(configuration).AddNotion(configuration).AddBoardSender(configuration);

        services.AddSingleton<FinishedSound>();
        services.AddSingleton<IStage, DownloadStage>().AddSingleton<IStage, UploadStage>().AddSingleton<IStage, PublishStage>();
        services.AddSingleton<RowIntake>().AddSingleton<ResultCheck>().AddSingleton<QueuePositions>().AddSingleton<WorkspaceSweep>();
        return services;
    }
}
