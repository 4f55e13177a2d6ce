using Pipeline.Adapters.Processes;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Whisper;

/// <summary>Starts servers and owns the client that talks to them.</summary>
internal sealed class WhisperLauncher(ProcessRunner runner, HttpClient http, WhisperOptions options, EnginePlan plan, TimeProvider time) : IDisposable
{
    public int Threads => plan.Threads;

    /// <summary>Starts a server and returns when its health address answers. Nothing else says so: its stdout is block-buffered.</summary>
    /// <exception cref="JobFailureException">Operator: tool or model are unusable.</exception>
    /// <exception cref="WrongBinaryException">Built for another processor.</exception>
    /// <exception cref="EngineLostException">It ended or hung while it started.</exception>
    public async Task<WhisperProcess> Start(string binary, string modelPath, CancellationToken ct)
    {
        var process = WhisperProcess.Spawn(runner, http, time, binary, modelPath, plan.Threads);
        try
        {
            await process.Ready(TimeSpan.FromSeconds(options.StartTimeoutSeconds), ct);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => http.Dispose();
}
