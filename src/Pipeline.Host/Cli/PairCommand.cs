using System.CommandLine;
using Pipeline.Core.Board;
using Pipeline.Host.Api;
using Spectre.Console;

namespace Pipeline.Host.Cli;

/// <summary><c>pipeline pair [--minutes 15]</c>: waits for the handshake of Notion's webhooks and shows the token that a person pastes back.</summary>
internal static class PairCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);

    public static Command Create(string[] settings)
    {
        var minutes = new Option<int>("--minutes") { Description = "How long to wait for Notion, 1–60.", DefaultValueFactory = _ => 15 };
        minutes.Validators.Add(m =>
        {
            if (m.GetValueOrDefault<int>() is < 1 or > 60) m.AddError("--minutes must be 1–60.");
        });
        var command = new Command("pair", "Take the verification token of Notion's webhooks.") { minutes };
        command.SetAction((parse, ct) => Run(TimeSpan.FromMinutes(parse.GetValue(minutes)), settings, ct));
        return command;
    }

    private static async Task<int> Run(TimeSpan patience, IReadOnlyList<string> overrides, CancellationToken ct)
    {
        await using var rows = await Rows.Open(overrides, ct);
        var (pairing, time) = (rows.Get<IWakeUpPairing>(), rows.Get<TimeProvider>());
        var until = time.GetUtcNow() + patience;
        await pairing.Open(until, ct);
        AnsiConsole.MarkupLineInterpolated(
            $"In Notion: app.notion.com/developers/connections → your connection → Webhooks → Create a subscription, with https://YOUR-HOST{WakeUpEndpoints.Webhook} (or Resend token). Waiting until {until:HH:mm} UTC …");
        using var tick = new PeriodicTimer(Look, time);
        while (await pairing.IsOpen(time.GetUtcNow(), ct)) await tick.WaitForNextTickAsync(ct);
        if (time.GetUtcNow() < until && await pairing.Secret(ct) is { } token)
        {
            AnsiConsole.MarkupLineInterpolated($"Paste this into Notion and click Verify: [bold]{token}[/]");
            return 0;
        }

        ErrorLines.Write("No handshake came. Is the worker running, and does the address reach it from outside?");
        return 1;
    }
}
