namespace Pipeline.Adapters.Whisper;

/// <summary>How the machine is shared out between engines.</summary>
/// <param name="Servers">Engines that may run at once.</param>
/// <param name="Threads">Threads of each.</param>
public sealed record EnginePlan(int Servers, int Threads)
{
    /// <summary>A core is left for ffmpeg, yt-dlp and ourselves, but not for one engine on two cores: with both free two threads took
    /// 1.5 s where one took 2.1 s, and with both busy they were no slower, because they sleep while they wait
    /// (<see cref="WhisperProcess.Command"/>).</summary>
    /// <param name="transcriptions">Worker:MaxTranscriptions: more engines than that would never have work.</param>
    public static EnginePlan Of(WhisperOptions options, int transcriptions, int cores)
    {
        var servers = options.Servers > 0 ? options.Servers : transcriptions;
        if (options.Threads > 0) return new EnginePlan(servers, options.Threads);
        var left = servers == 1 && cores == 2 ? cores : cores - 1;
        return new EnginePlan(servers, Math.Max(1, left / servers));
    }
}
