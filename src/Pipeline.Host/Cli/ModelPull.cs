using Pipeline.Adapters.Models;
using Pipeline.Core.Media;
using Spectre.Console;

namespace Pipeline.Host.Cli;

/// <summary><c>pipeline models pull NAME…</c>, with a bar for each.</summary>
internal static class ModelPull
{
    /// <returns>0, or 2 for a name that cannot be fetched. Failures are thrown.</returns>
    public static async Task<int> Run(ModelStore store, IReadOnlyList<string> names, CancellationToken ct)
    {
        // A bundled model has no address, but is there.
        var unknown = names.Where(n => store.Find(n) is null && ModelCatalog.Find(n)?.Repository is null).ToList();
        foreach (var name in unknown) ErrorLines.Write($"{name} cannot be downloaded. `pipeline models list` shows the names.");
        if (unknown.Count > 0) return 2;
        foreach (var name in names) await One(store, name, ct);
        return 0;
    }

    private static async Task One(ModelStore store, string name, CancellationToken ct)
    {
        if (store.Find(name) is { } there)
        {
            AnsiConsole.MarkupLineInterpolated($"{name} is there: {there.Path}");
            return;
        }

        var model = ModelCatalog.Find(name)!;
        FoundModel? pulled = null;
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(async view => pulled = await store.Pull(model, new Bar(view.AddTask(model.Name, maxValue: (long)model.Mebibytes << 20)), ct));
        AnsiConsole.MarkupLineInterpolated($"{model.Name} is whole and checked: {pulled!.Path}");
    }

    private sealed class Bar(ProgressTask task) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            task.MaxValue = value.Total ?? Math.Max(task.MaxValue, value.Bytes);
            task.Value = value.Bytes;
        }
    }
}
