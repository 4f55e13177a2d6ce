using System.Runtime.InteropServices;
using Pipeline.Sandbox;
using Pipeline.Sandbox.Notion;

SandboxOptions options;
try
{
    options = SandboxCommandLine.Parse(args);
}
catch (ArgumentException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}

await using var server = await SandboxServer.StartAsync(options);
Console.WriteLine($"board    {server.BaseAddress}");
Console.WriteLine($"notion   {server.BaseAddress}v1/   token {options.NotionToken}");
if (options.Seed)
{
    Console.WriteLine($"database {NotionSeed.DatabaseId}   data source {NotionSeed.DataSourceId}");
}

Console.WriteLine($"admin    {server.BaseAddress}_admin/journal, faults, notion/rows");
if (options.AddressFile is { } file)
{
    // Whole or not at all: a script waits for it.
    await File.WriteAllTextAsync(file + ".part", server.BaseAddress.ToString());
    File.Move(file + ".part", file, overwrite: true);
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    stop.Cancel();
});
await server.WaitForShutdownAsync(stop.Token);
return 0;
