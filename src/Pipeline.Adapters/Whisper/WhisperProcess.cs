using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Whisper;

/// <summary>One life of a <c>whisper-server</c>: from the start line to the exit code.</summary>
internal sealed class WhisperProcess : IAsyncDisposable
{
    /// <summary>How long a server whose connection broke may take until its exit code is there.</summary>
    private static readonly TimeSpan DyingTime = TimeSpan.FromSeconds(2);

    /// <summary>An idle server answers within a millisecond; this much a busy machine may add.</summary>
    private static readonly TimeSpan HealthTime = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan HealthInterval = TimeSpan.FromMilliseconds(50);

    private readonly RunningTool tool;
    private readonly HttpClient http;
    private readonly TimeProvider time;

    private WhisperProcess(string binary, RunningTool tool, HttpClient http, TimeProvider time, Uri address) =>
        (Binary, this.tool, this.http, this.time, Address) = (binary, tool, http, time, address);

    public string Binary { get; }

    /// <summary>Root of its paths, with the secret prefix.</summary>
    public Uri Address { get; }

    public int Pid => tool.Pid;

    public long? ResidentBytes => tool.ResidentBytes;

    public bool IsRunning => !tool.Exited.IsCompleted;

    /// <summary>The start line of whisper-engine.md §2. Loopback only; the server has no authentication, hence the secret prefix, which
    /// also keeps us from talking to another server on the same port (it binds with SO_REUSEPORT).</summary>
    internal static ToolCommand Command(string serverPath, string modelPath, int threads, int port, string secret) => new(serverPath,
    [
        "-m", modelPath, "--host", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--request-path", "/" + secret,
        "--inference-path", "/v1/audio/transcriptions", "-t", threads.ToString(CultureInfo.InvariantCulture), "-l", "en", "-nlp",
    ])
    {
        // Threads that wait for each other spin only for microseconds, then sleep. With OpenMP's default (300,000 turns) two threads on
        // two busy cores took 31 s for 11 s of speech, with this 5–8 s, as long as one thread; on idle cores there is no difference (1.5 s).
        Environment = new Dictionary<string, string> { ["GOMP_SPINCOUNT"] = "1000" },
    };

    /// <summary>Starts a server; it can be asked when <see cref="Ready"/> has returned.</summary>
    public static WhisperProcess Spawn(ProcessRunner runner, HttpClient http, TimeProvider time, string binary, string modelPath, int threads)
    {
        var (port, secret) = (FreePort(), RandomNumberGenerator.GetHexString(32, lowercase: true));
        var tool = runner.Start(Command(binary, modelPath, threads, port, secret));
        return new WhisperProcess(binary, tool, http, time, new Uri($"http://127.0.0.1:{port}/{secret}/"));
    }

    /// <exception cref="HttpRequestException">The connection broke: ask <see cref="Ending"/>.</exception>
    /// <exception cref="JobFailureException">Transient <c>engine-refused</c>: it lives, but says no.</exception>
    public async Task<string> Ask(HttpContent form, CancellationToken ct)
    {
        using var response = await http.PostAsync(new Uri(Address, "v1/audio/transcriptions"), form, ct);
        var body = await response.Content.ReadAsStringAsync(ct);
        if (response.IsSuccessStatusCode) return body;
        throw new JobFailureException(
            ErrorClass.Transient,
            "engine-refused",
            $"The speech engine refused a piece of this recording (HTTP {(int)response.StatusCode}).",
            body.Length > 500 ? body[..500] : body);
    }

    /// <summary>Why the connection broke, as the exception to throw; the process is gone afterwards.</summary>
    public async Task<Exception> Ending(Exception cause)
    {
        using var limit = new CancellationTokenSource(DyingTime, time);
        try
        {
            return Explain(await tool.Exited.WaitAsync(limit.Token), cause);
        }
        catch (OperationCanceledException)
        {
            Kill();
            return new EngineLostException("it broke the connection off", cause.Message, cause);
        }
    }

    /// <summary>SIGKILL: the server looks at an abort only after a whole encoder pass, and at SIGTERM only when idle.</summary>
    public void Kill() => tool.Kill();

    public ValueTask DisposeAsync() => tool.DisposeAsync();

    /// <summary>Whether it still answers: one that hangs between two requests is found out here and not by the next request's time limit.</summary>
    public async Task<bool> Answers(CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(HealthTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            return await IsHealthy(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Returns when the health address answers. Nothing else says so: its stdout is block-buffered.</summary>
    /// <exception cref="JobFailureException">Operator: tool or model are unusable.</exception>
    /// <exception cref="WrongBinaryException">Built for another processor.</exception>
    /// <exception cref="EngineLostException">It ended or hung.</exception>
    public async Task Ready(TimeSpan timeout, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            while (!await IsHealthy(either.Token))
            {
                if (tool.Exited.IsCompleted) throw Explain(await tool.Exited, null);
                await Task.Delay(HealthInterval, time, either.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new EngineLostException($"it was not ready after {timeout.TotalSeconds:0} s (Whisper:StartTimeoutSeconds)");
        }
    }

    private async Task<bool> IsHealthy(CancellationToken ct)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(Address, "health"), ct);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            return false;
        }
    }

    /// <summary>Exit codes of whisper-engine.md §2, A2 and A6.</summary>
    private Exception Explain(ToolResult result, Exception? cause)
    {
        var last = string.Join('\n', result.ErrorTail.TakeLast(10));
        return result.ExitCode switch
        {
            132 => new WrongBinaryException(Binary, last, cause),
            3 => Operator("model", "The speech engine cannot read its model. Ask the operator to fetch the file again, or to name another one (Whisper:Model, or model in the channel), then set the row back."),
            0 when cause is null => Operator("wrong-binary", "The speech engine does not understand our start line; it is another version. Ask the operator to build whisper.cpp 1.9.1 with `make setup`, then set the row back."),
            134 => new EngineLostException("it aborted, most often for want of memory", last, cause),
            var code => new EngineLostException($"it ended with exit code {code}", last, cause),
        };
        JobFailureException Operator(string code, string sentence) => new(ErrorClass.Operator, code, sentence, last, cause);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
