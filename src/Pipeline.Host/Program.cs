using System.CommandLine;
using Pipeline.Host;
using Pipeline.Host.Cli;
using Spectre.Console;

NativeHeap.UseOne();

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

try
{
    var parsed = root.Parse(command);
    // Longer than the 20 s in which the worker's own parts must end: it goes down in order also when one of them takes all of it.
    var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
    // 1 means that a job failed; a mistake on the command line is refused like any other.
    return parsed.Errors.Count > 0 ? 2 : code;
}
catch (Exception e) when (ErrorLines.Of(e) is { } problems)
{
    ErrorLines.Write(problems);
    return 2;
}
