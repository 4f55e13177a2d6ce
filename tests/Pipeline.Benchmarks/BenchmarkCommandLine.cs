using Pipeline.Benchmarks.Scenarios;

namespace Pipeline.Benchmarks;

/// <summary><c>[--quick] [--only NAME]…</c></summary>
internal sealed record BenchmarkCommandLine(IReadOnlyList<IScenario> Scenarios, BenchmarkSize Size)
{
    /// <returns>Null, and what is wrong.</returns>
    public static BenchmarkCommandLine? Parse(string[] args, IReadOnlyList<IScenario> all, out string? problem)
    {
        var size = BenchmarkSize.Full;
        var only = new List<IScenario>();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--quick")
            {
                size = BenchmarkSize.Quick;
            }
            else if (args[i] == "--only" && i + 1 < args.Length && all.FirstOrDefault(s => s.Name == args[i + 1]) is { } scenario)
            {
                only.Add(scenario);
                i++;
            }
            else
            {
                problem = $"'{args[i]}' is not understood. Options: --quick, --only NAME with NAME one of {string.Join(", ", all.Select(s => s.Name))}.";
                return null;
            }
        }

        problem = null;
        return new BenchmarkCommandLine(only.Count > 0 ? only : all, size);
    }
}
