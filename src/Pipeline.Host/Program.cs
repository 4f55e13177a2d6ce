using System.CommandLine;
using Pipeline.Host;
using Pipeline.Host.Cli;
using Spectre.Console;

NativeHeap.Limit();
Console.SetError(new ForgivingWriter(Console.Error));

if (Console.IsOutputRedirected)
{
    // For a file or a pipe: no colours, and no table folded at 80 columns.
    AnsiConsole.Profile.Width = 240;
    AnsiConsole.Profile.Capabilities.Ansi = false;
}

// --Section:Key=value goes to the settings, the rest to the command.
var (command, settings) = SettingArguments.Split(args);
var root = new RootCommand("Pipeline: a row in Notion becomes a transcript. Settings can follow every command as --Section:Key=value.")
{
    RunCommand.Create(settings),
    AddCommand.Create(settings),
    StatusCommand.Create(settings),
    TranscribeCommand.Create(settings),
    ModelsCommand.Create(settings),
    InitCommand.Create(settings),
    DoctorCommand.Create(settings),
    PairCommand.Create(settings),
};

using var signals = new StopSignals();
try
{
    var parsed = root.Parse(command);
    var code = await signals.EndInTime(parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, signals.Token));
    // 1 means that a job failed; a mistake on the command line is refused like any other.
    return parsed.Errors.Count > 0 ? 2 : code;
}
catch (OperationCanceledException) when (signals.ExitCode is not null)
{
    return signals.ExitCode.Value;
}
catch (Exception e) when (ErrorLines.Of(e) is { } problems)
{
    ErrorLines.Write(problems);
    return 2;
}
