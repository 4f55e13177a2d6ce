namespace Pipeline.Tests.Files;

/// <summary>Keeps what was reported, in order, on the reporting thread.</summary>
internal sealed class TestProgress : IProgress<long>
{
    public List<long> Values { get; } = [];

    public void Report(long value) => Values.Add(value);
}
