using System.CommandLine;
using Pipeline.Adapters.Storage;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Spectre.Console;

namespace Pipeline.Host.Cli;

/// <summary><c>pipeline add URL --channel C [--page ID] [--wait]</c>: puts a row into the database; the running worker picks it up.</summary>
internal static class AddCommand
{
    public static Command Create(string[] settings)
    {
        var url = new Argument<string>("URL") { Description = "Link of the video." };
        var channel = new Option<string>("--channel", "-c") { Description = "Channel of config/channels.json.", Required = true };
        var page = new Option<string?>("--page") { Description = "Notion page that shows status and results (id or UUID)." };
        var language = new Option<string?>("--language") { Description = "Two-letter language code; default: the channel's." };
        var wait = new Option<bool>("--wait", "-w") { Description = "Show progress until it is done; exit code 0 only when complete." };
        var command = new Command("add", "Queue a video.") { url, channel, page, language, wait };
        command.SetAction((parse, ct) => Run(
            new IntakeRequest
            {
                VideoUrl = parse.GetValue(url),
                Channel = parse.GetValue(channel),
                NotionPageId = parse.GetValue(page),
                Language = parse.GetValue(language),
                Origin = JobOrigin.Cli,
            }, parse.GetValue(wait), settings, ct));
        return command;
    }

    private static async Task<int> Run(IntakeRequest request, bool wait, IReadOnlyList<string> overrides, CancellationToken ct)
    {
        await using var rows = await Rows.Open(overrides, ct);
        switch (await rows.Get<JobIntake>().Take(request, ct))
        {
            case IntakeResult.Refused refused:
                ErrorLines.Write(refused.Problems.Select(p => $"{p.Field}: {p.Message}"));
                return 2;
            case IntakeResult.Closed closed:
                ErrorLines.Write(closed.Reason);
                return 3;
            case IntakeResult.Accepted accepted:
                AnsiConsole.MarkupLineInterpolated($"{(accepted.Existed ? "Already queued" : "Queued")}: [bold]{accepted.Job.Id}[/]");
                if (!InstanceLock.IsHeld(rows.Get<StorageOptions>().DataDirectory))
                    AnsiConsole.MarkupLine("[yellow]No worker is running on this data directory; start one with [bold]pipeline run[/].[/]");
                return wait ? await ProgressBars.Follow(rows.Get<IJobStore>(), accepted.Job.Id, ct) : 0;
            default:
                return 1;
        }
    }
}
