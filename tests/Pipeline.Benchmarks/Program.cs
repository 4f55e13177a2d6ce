using Pipeline.Benchmarks;
using Pipeline.Benchmarks.Report;
using Pipeline.Benchmarks.Scenarios;

IReadOnlyList<IScenario> all =
    [
        new MainJobScenario(), new OverlapScenario(), new EngineScenario(), new FirstWordScenario(), new QueuedRowScenario(), new QueueScenario(),
        new BoardScenario(), new MemoryScenario(),
    ];
if (BenchmarkCommandLine.Parse(args, all, out var problem) is not { } asked)
{
    Console.Error.WriteLine(problem);
    return 2;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    interrupted.Cancel();
};

Machine.Print(Console.Out);
var figures = new List<Figure>();
foreach (var scenario in asked.Scenarios)
{
    Console.Error.WriteLine($"· {scenario.Name}: {scenario.Summary}");
    figures.AddRange(await scenario.Run(asked.Size, interrupted.Token));
}

FigureTable.Print(figures, Console.Out);
Machine.PrintLoad(Console.Out);
return 0;
