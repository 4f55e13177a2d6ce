using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Pipeline.Core.Channels;
using Pipeline.Core.Checkups;
using Pipeline.Host.Configuration;
using Pipeline.Host.Health;
using Spectre.Console;

namespace Pipeline.Host.Cli;

/// <summary><c>pipeline doctor [--fix] [--json]</c>: looks at everything that the worker needs. 0: all is well; 1: something is to be repaired.</summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(string[] settings)
    {
        var fix = new Option<bool>("--fix") { Description = "Add missing columns and select options in Notion." };
        var json = new Option<bool>("--json") { Description = "For machines: one JSON object." };
        var command = new Command("doctor", "Check the set-up, and say which click or command repairs it.") { fix, json };
        command.SetAction((parse, ct) => Run(parse.GetValue(fix), parse.GetValue(json), settings, ct));
        return command;
    }

    private static async Task<int> Run(bool fix, bool json, IReadOnlyList<string> overrides, CancellationToken ct)
    {
        await using var services = Services(ConfigurationSources.Build(overrides));
        var report = Settings(services) is { Count: > 0 } wrong
            ? new CheckupReport(services.GetRequiredService<TimeProvider>().GetUtcNow(), wrong, [])
            : await services.GetRequiredService<Examination>().Run(fix, ct);
        if (json) Console.WriteLine(JsonSerializer.Serialize(new { well = report.IsWell, checked_at = report.At, repaired = report.Repaired, findings = report.Findings.Select(FindingJson.Of) }, Indented));
        else Show(report);
        return report.IsWell ? 0 : 1;
    }

    private static ServiceProvider Services(IConfigurationRoot configuration)
    {
        var services = new ServiceCollection().AddPipeline(configuration).AddWorker(configuration).AddHostOptions(configuration).AddCheckups(configuration).AddLogging();
        // A file that cannot be read is a line of the report, not the end of it.
        services.AddSingleton(sp => ReadOrNone(sp.GetRequiredService<ChannelsOptions>().File));
        return services.BuildServiceProvider();
    }

    private static ChannelCatalog ReadOrNone(string file)
    {
        try
        {
            return ChannelsFile.Load(file);
        }
        catch (ChannelsFileException)
        {
            return new ChannelCatalog([]);
        }
    }

    /// <summary>With settings that cannot be read nothing else can be looked at as the worker would.</summary>
    private static IReadOnlyList<Finding> Settings(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (Exception e) when (ErrorLines.Of(e) is { } problems)
        {
            return [.. problems.Select(p => Finding.Problem("Settings", "value", p, "Correct it in appsettings.json, the environment or the secrets file; then run `pipeline doctor` again for all the rest."))];
        }
    }

    private static void Show(CheckupReport report)
    {
        foreach (var area in report.Findings.GroupBy(f => f.Area))
        {
            AnsiConsole.MarkupLineInterpolated($"[bold]{area.Key}[/]");
            foreach (var f in area) Line(f);
        }

        foreach (var repaired in report.Repaired) AnsiConsole.WriteLine($"repaired: {repaired}");
        var (problems, warnings) = (report.Findings.Count(f => f.Level == FindingLevel.Problem), report.Findings.Count(f => f.Level == FindingLevel.Warning));
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine(problems + warnings == 0 ? "All is well." : $"{problems} to repair, {warnings} to know.{(report.Findings.Any(f => f.Fixable) ? " pipeline doctor --fix repairs what needs no person." : "")}");
    }

    private static void Line(Finding f)
    {
        var (mark, colour) = f.Level switch { FindingLevel.Ok => ("✔", "green"), FindingLevel.Warning => ("!", "yellow"), _ => ("✖", "red") };
        AnsiConsole.MarkupLine($"  [{colour}]{mark}[/] {Markup.Escape(f.Subject)}: {Markup.Escape(f.Sentence)}");
        if (f.Level != FindingLevel.Ok) AnsiConsole.MarkupLine($"    → {Markup.Escape(f.Repair ?? "")}");
    }
}
