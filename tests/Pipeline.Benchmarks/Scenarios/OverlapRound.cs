using System.Globalization;

namespace Pipeline.Benchmarks.Scenarios;

/// <summary>One job: accepted to <em>Complete</em>, and its stages by their own rows.</summary>
internal sealed record OverlapRound(TimeSpan Whole, TimeSpan Download, TimeSpan Transcribe)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"whole {Whole.TotalSeconds:0.0} s, download {Download.TotalSeconds:0.0}, transcribe {Transcribe.TotalSeconds:0.0}");
}
