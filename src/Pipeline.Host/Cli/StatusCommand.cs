using System.CommandLine;
using System.Globalization;
using Pipeline.Adapters.Storage;
using Pipeline.Core.Board;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;
using Spectre.Console;

namespace Pipeline.Host.Cli;

/// <summary><c>pipeline status [ID]</c>: all jobs in a table, or one with its stages, files and log.</summary>
internal static class StatusCommand
{
    public static Command Create(string[] settings)
    {
        var id = new Argument<string?>("ID") { Description = "Job (task_id); without it all recent jobs.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("status", "Show jobs.") { id };
        command.SetAction((parse, ct) => Run(parse.GetValue(id), settings, ct));
        return command;
    }

    private static async Task<int> Run(string? text, IReadOnlyList<string> overrides, CancellationToken ct)
    {
        await using var rows = await Rows.Open(overrides, ct);
        if (text is null) return await All(rows, ct);
        if (JobId.TryParse(text, out var id) && await rows.Get<IJobStore>().Find(id, ct) is { } job) return await One(rows, job, ct);
        ErrorLines.Write($"There is no job {text}. `pipeline status` lists them.");
        return 1;
    }

    private static async Task<int> All(Rows rows, CancellationToken ct)
    {
        var jobs = await rows.Get<IJobStore>().List(new JobQuery([], 50), ct);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Job", "Accepted (UTC)", "Channel", "Status", "Stage", "%", "Title or link", "Message");
        foreach (var j in jobs)
        {
            table.AddRow(
                j.Id.ToString(), j.AcceptedAt.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture), Markup.Escape(j.Channel), Colour(j.Status), j.Stage.ToString(),
                j.Progress.ToString("0", CultureInfo.InvariantCulture), Markup.Escape(j.Title ?? j.SourceUrl), Markup.Escape(j.Message ?? ""));
        }

        AnsiConsole.Write(table);
        var (waiting, oldest) = await rows.Get<IBoardOutbox>().Depth(ct);
        if (waiting > 0) AnsiConsole.MarkupLineInterpolated($"{waiting} writes to Notion are waiting, the oldest since {oldest:HH:mm:ss} UTC.");
        foreach (var t in await rows.Get<IBoardOutbox>().Troubles(ct))
            AnsiConsole.MarkupLineInterpolated($"  [yellow]{t.Channel}[/], {t.Pages} {(t.Pages == 1 ? "page" : "pages")} since {t.Since:MM-dd HH:mm} UTC: {t.Reason}");
        if (!InstanceLock.IsHeld(rows.Get<StorageOptions>().DataDirectory)) AnsiConsole.MarkupLine("[yellow]No worker is running on this data directory.[/]");
        return 0;
    }

    private static async Task<int> One(Rows rows, VideoJob job, CancellationToken ct)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{job.Title ?? job.SourceUrl}[/]  ({job.Channel})");
        AnsiConsole.MarkupLine($"{Colour(job.Status)}  attempt {job.Attempt}  {Markup.Escape(job.Message ?? "")}");
        if (job.Error is { } error) AnsiConsole.MarkupLineInterpolated($"[red]{error.Class} {error.Code}[/]: {error.Sentence}");
        foreach (var s in job.Stages) AnsiConsole.MarkupLineInterpolated($"  {s.Stage,-11} {s.Status,-10} {s.Progress,3:0} %");
        foreach (var a in await rows.Get<IArtifactStore>().List(job.Id, ct)) AnsiConsole.MarkupLineInterpolated($"  {a.Kind,-6} {a.Size,12} bytes  {a.RemoteUrl ?? "not uploaded yet"}");
        foreach (var e in (await rows.Get<IEngineLedger>().Of(job.Id, ct)).GroupBy(u => $"{u.Engine} {u.Model}"))
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  {e.Key}: {e.Sum(u => u.AudioSeconds) / 60:0.0} min, cost {e.Sum(u => u.Cost):0.0000}");
        foreach (var line in await rows.Get<IJobStore>().ReadLog(job.Id, ct)) AnsiConsole.MarkupLineInterpolated($"  [grey]{line.At:HH:mm:ss}[/] {line.Line}");
        return 0;
    }

    private static string Colour(JobStatus status) => status switch
    {
        JobStatus.Completed => "[green]Completed[/]",
        JobStatus.Failed => "[red]Failed[/]",
        JobStatus.Running => "[blue]Running[/]",
        _ => status.ToString(),
    };
}
