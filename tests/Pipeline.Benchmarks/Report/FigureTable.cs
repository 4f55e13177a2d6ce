namespace Pipeline.Benchmarks.Report;

/// <summary>Markdown, so that a run can be put into docs/benchmarks.md as it is.</summary>
internal static class FigureTable
{
    public static void Print(IReadOnlyList<Figure> figures, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| figure | value | made of |");
        output.WriteLine("|--|--|--|");
        foreach (var figure in figures) output.WriteLine($"| {figure.Name} | **{figure.Value}** | {figure.Detail} |");
        output.WriteLine();
    }
}
