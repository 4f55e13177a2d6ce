using Pipeline.Adapters.Models;
using Spectre.Console;

namespace Pipeline.Host.Cli;

/// <summary><c>pipeline models verify [NAME…]</c>.</summary>
internal static class ModelVerify
{
    /// <returns>0: none is damaged or missing; 1 otherwise.</returns>
    public static async Task<int> Run(ModelStore store, IReadOnlyList<string> names, CancellationToken ct)
    {
        var wrong = 0;
        foreach (var name in names.Count > 0 ? names : [.. store.OnDisk().Select(f => f.Name)])
        {
            var verdict = store.Find(name) is { } found ? await Verdict(store, found, ct) : "[red]not here[/]";
            if (verdict.StartsWith("[red]", StringComparison.Ordinal)) wrong++;
            AnsiConsole.MarkupLine($"{Markup.Escape(name)}: {verdict}");
        }

        return wrong == 0 ? 0 : 1;
    }

    private static async Task<string> Verdict(ModelStore store, FoundModel found, CancellationToken ct) => await store.Verify(found, ct) switch
    {
        true => "[green]as published[/]",
        false => $"[red]damaged[/]: it has another checksum than the published one. Delete {Markup.Escape(found.Path)} and fetch it again.",
        null => "[yellow]no checksum is known[/]",
    };
}
