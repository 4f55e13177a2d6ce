using System.CommandLine;
using Microsoft.Extensions.Options;
using Pipeline.Adapters.Storage;
using Pipeline.Core.Channels;
using Pipeline.Host.Cli;
using Pipeline.Host.Configuration;
using Spectre.Console;

if (Console.IsOutputRedirected)
{
    // For a file or a pipe: no colours, and no table folded at 80 columns.
    AnsiConsole.Profile.Width = 240;
    AnsiConsole.Profile.Capabilities.Ansi = false;
}

// --Section:Key=value goes to the settings, the rest to the command.
var (command, settings) = SettingArguments.Split(args);
var root = new RootCommand("Pipeline: a row in Notion becomes a transcript.")
{
    RunCommand.Create(settings),
    AddCommand.Create(settings),
    StatusCommand.Create(settings),
};

try
{
    return await root.Parse(command).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (OptionsValidationException e)
{
    foreach (var failure in e.Failures) AnsiConsole.MarkupLineInterpolated($"[red]✖[/] {failure}");
    return 2;
}
catch (Exception e) when (e is ChannelsFileException or ConfigurationException or StorageException)
{
    AnsiConsole.MarkupLineInterpolated($"[red]✖[/] {e.Message}");
    return 2;
}
