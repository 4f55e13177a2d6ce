using System.Runtime.InteropServices;

namespace Pipeline.Host.Cli;

/// <summary>Ctrl-C, SIGTERM and SIGHUP (the terminal is closed; with nohup it stays ignored), heard here and nowhere else. The first asks everything to end in order, a second one ends the program at once;
/// so does <see cref="Patience"/>. The next start goes on where it was, whichever it was.</summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>Longer than the 20 s in which the worker's own parts must end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _asked = new();
    private readonly TaskCompletionSource<int> _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PosixSignalRegistration> _registrations;
    private int _signal;

    public StopSignals() => _registrations = [Listen(PosixSignal.SIGINT, 2), Listen(PosixSignal.SIGTERM, 15), Listen(PosixSignal.SIGHUP, 1)];

    /// <summary>Fires at the first signal.</summary>
    public CancellationToken Token => _asked.Token;

    /// <summary>What a shell calls the end by that signal (128 and its number); null: none has come.</summary>
    public int? ExitCode => Volatile.Read(ref _signal) is var signal and > 0 ? 128 + signal : null;

    /// <returns>The work's own exit code; <see cref="ExitCode"/> when it does not end in time.</returns>
    public async Task<int> EndInTime(Task<int> work)
    {
        var ended = await Task.WhenAny(work, _givenUp.Task);
        if (ended != work) ErrorLines.Write($"Not everything ended within {Patience.TotalSeconds:0} s; it is left as it is, and the next start goes on from there.");
        return await ended;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _asked.Dispose();
    }

    private PosixSignalRegistration Listen(PosixSignal kind, int number) => PosixSignalRegistration.Create(kind, context =>
    {
        // A second one takes its usual course.
        if (Interlocked.CompareExchange(ref _signal, number, 0) != 0) return;
        context.Cancel = true;
        _ = GiveUpLater();
        // Not here: what waits for the token would go on on this thread.
        _ = _asked.CancelAsync();
    });

    private async Task GiveUpLater()
    {
        await Task.Delay(Patience);
        _givenUp.TrySetResult(ExitCode!.Value);
    }
}
