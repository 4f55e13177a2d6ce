using Pipeline.Adapters.Direct;
using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Engines;
using Pipeline.Adapters.Ffmpeg;
using Pipeline.Adapters.Models;
using Pipeline.Adapters.OpenAi;
using Pipeline.Adapters.Processes;
using Pipeline.Adapters.Whisper;
using Pipeline.Adapters.YtDlp;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Core.Stages;

namespace Pipeline.Host.Configuration;

/// <summary>What turns a recording into a transcript, beside <see cref="PipelineRegistration"/>: for the worker and for <c>pipeline transcribe</c>.
/// How the recording comes (Download) and where the files go (Upload) are the caller's.</summary>
public static class TranscriptionRegistration
{
    public static IServiceCollection AddTranscription(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProcesses().AddEgress(configuration).AddFfmpeg(configuration).AddModels(configuration).AddWhisper(configuration);
        services.AddOpenAi(configuration).AddEngines();
        services.AddDirect().AddYtDlp(configuration);
        services.AddSingleton<SpeechMap>().AddSingleton<SpeechPieces>().AddSingleton<Listening>().AddSingleton<TranscriptFiles>();
        services.AddSingleton<IStage, TranscribeStage>().AddSingleton<FinishedVideo>();
        services.AddSingleton<StageSlots>().AddSingleton<RunningJobs>().AddSingleton<RunWatch>().AddSingleton<EtaEstimator>();
        services.AddSingleton<RowClaim>().AddSingleton<IErrorSentence, RowSentence>().AddSingleton<JobEnding>().AddSingleton<JobRunner>();
        return services;
    }
}
