using System.Globalization;
using Pipeline.Adapters.Models;
using Spectre.Console;

namespace Pipeline.Host.Cli;

/// <summary><c>pipeline models list</c>.</summary>
internal static class ModelTable
{
    public static int Show(ModelStore store)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Model", "MiB", "Languages", "Checksum", "Where");
        foreach (var model in ModelCatalog.All)
        {
            table.AddRow(
                Markup.Escape(model.Name), model.Mebibytes.ToString(CultureInfo.InvariantCulture), (model.IsDetector, model.IsEnglishOnly) switch { (true, _) => "detects speech only", (_, true) => "English", _ => "all" },
                model.Checksum?.Algorithm.Name ?? "from the host", store.Find(model.Name) is { } found ? Place(found) : "[grey]not here[/]");
        }

        foreach (var own in store.OnDisk().Where(f => ModelCatalog.Find(f.Name) is null)) table.AddRow(Markup.Escape(own.Name), Size(own), "?", "none", Place(own));
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated($"Model folder: {store.Folder}. Fetch one with [bold]pipeline models pull NAME[/].");
        return 0;
    }

    private static string Size(FoundModel model) => (new FileInfo(model.Path).Length >> 20).ToString(CultureInfo.InvariantCulture);

    private static string Place(FoundModel model) => model.Place == ModelPlace.Bundled ? "[green]bundled[/]" : $"[green]{Markup.Escape(model.Path)}[/]";
}
