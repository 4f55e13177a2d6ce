using Pipeline.Benchmarks.Report;

namespace Pipeline.Benchmarks.Scenarios;

/// <summary>One measurement that can be asked for by name. docs/benchmarks.md defines its figures.</summary>
internal interface IScenario
{
    string Name { get; }

    string Summary { get; }

    Task<IReadOnlyList<Figure>> Run(BenchmarkSize size, CancellationToken ct);
}
