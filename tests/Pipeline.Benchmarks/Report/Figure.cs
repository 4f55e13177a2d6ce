namespace Pipeline.Benchmarks.Report;

/// <summary>One line of the table.</summary>
/// <param name="Value">For reading, with its unit.</param>
/// <param name="Detail">What it was made of.</param>
internal sealed record Figure(string Name, string Value, string Detail);
