using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Spectre.Console;

namespace Pipeline.Host.Cli;

/// <summary>The question what becomes of rows that ask already, before the first poll of a channel would answer it by the setting.</summary>
internal sealed class OldRows(IServiceProvider services)
{
    private readonly FirstContact _first = services.GetRequiredService<FirstContact>();

    /// <param name="given">The answer, where the command line has it; null: asked on a terminal, else only new rows.</param>
    /// <exception cref="JobFailureException">Notion cannot be asked.</exception>
    public async Task Decide(Channel channel, ExistingRows? given, CancellationToken ct)
    {
        if (channel.Trigger is null || (given is null && await _first.IsDecided(channel, ct))) return;
        var board = services.GetRequiredService<IBoard>();
        // A channel that cannot be asked for (a column is missing) has not met its rows yet: doctor says what is missing.
        if (!(await board.FindTriggered(await board.TableOf(channel, ct), [channel], ct)).TryGetValue(channel.Name, out var asking)) return;
        if (asking.Count > 0) AnsiConsole.MarkupLineInterpolated($"  {channel.Name}: {await _first.Backlog(asking.Count, ct)}");
        var choice = given ?? (asking.Count == 0 ? ExistingRows.OnlyNew : await Answer(ct));
        await _first.Decide(channel, asking, choice, ct);
        if (asking.Count > 0) AnsiConsole.WriteLine($"✔ Rows that ask already: {choice}. Another choice later: pipeline init --channel {channel.Name} --existing all");
    }

    /// <summary>For <c>pipeline run</c>: where nobody can be asked, or Notion is away, the first poll decides.</summary>
    public async Task AskAll(IEnumerable<Channel> channels, CancellationToken ct)
    {
        if (!Terminal.IsThere) return;
        try
        {
            foreach (var channel in channels) await Decide(channel, null, ct);
        }
        catch (JobFailureException e)
        {
            ErrorLines.Write(e.Error.Sentence);
        }
    }

    private static async Task<ExistingRows> Answer(CancellationToken ct)
    {
        while (Terminal.IsThere)
            if (ExistingRows.Parse(await Terminal.Ask($"Which of them are to be processed? ({ExistingRows.Allowed})", "new", ct)) is { } choice) return choice;
        return ExistingRows.OnlyNew;
    }
}
