using Pipeline.Adapters.Models;
using Pipeline.Core.Jobs;
using Spectre.Console;

namespace Pipeline.Host.Cli;

/// <summary><c>pipeline models verify [NAME…]</c>.</summary>
internal static class ModelVerify
{
    /// <returns>0: none is damaged, missing or left open; 1 otherwise.</returns>
    public static async Task<int> Run(ModelStore store, IReadOnlyList<string> names, CancellationToken ct)
    {
        var wrong = 0;
        foreach (var name in names.Count > 0 ? names : [.. store.OnDisk().Select(f => f.Name)])
        {
            var (isGood, verdict) = store.Find(name) is { } found ? await Verdict(store, found, ct) : (false, "[red]not here[/]");
            if (!isGood) wrong++;
            AnsiConsole.MarkupLine($"{Markup.Escape(name)}: {verdict}");
        }

        return wrong == 0 ? 0 : 1;
    }

    /// <summary>One for each model, whatever becomes of it: the others are to be looked at all the same.</summary>
    private static async Task<(bool IsGood, string Verdict)> Verdict(ModelStore store, FoundModel found, CancellationToken ct)
    {
        try
        {
            return await store.Verify(found, ct) switch
            {
                true => (true, "[green]as published[/]"),
                false => (false, $"[red]damaged[/]: it has another checksum than the published one. Delete {Markup.Escape(found.Path)} and fetch it again."),
                null => (true, "[yellow]no checksum is known[/]"),
            };
        }
        catch (JobFailureException e)
        {
            return (false, $"[yellow]the host could not be asked[/]: {Markup.Escape(e.Message)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (false, $"[red]cannot be read[/]: {Markup.Escape(e.Message)}");
        }
    }
}
