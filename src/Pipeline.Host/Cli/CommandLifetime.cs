namespace Pipeline.Host.Cli;

/// <summary>The host listens for no signals of its own: <see cref="StopSignals"/> does, and two listeners would stop it twice.</summary>
internal sealed class CommandLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
