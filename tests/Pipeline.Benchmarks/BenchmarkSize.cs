namespace Pipeline.Benchmarks;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">Times the real talk goes through, each beside the bare tool.</param>
/// <param name="FirstWordJobs">Jobs whose first status word is timed.</param>
/// <param name="OverlapMinutes">Length of the video whose stages overlap.</param>
/// <param name="ShortMinutes">Shortest video of the memory comparison.</param>
/// <param name="LongMinutes">The long one.</param>
/// <param name="QueueJobs">Jobs that end at once.</param>
/// <param name="BoardSpeed">By how much the clock of the ten minutes with 200 videos runs faster.</param>
internal sealed record BenchmarkSize(int Rounds, int FirstWordJobs, int OverlapMinutes, int ShortMinutes, int LongMinutes, int QueueJobs, int BoardSpeed)
{
    public static BenchmarkSize Full { get; } = new(3, 30, 30, 10, 240, 200, 5);

    /// <summary>Shows that everything still runs; its figures are for nobody.</summary>
    public static BenchmarkSize Quick { get; } = new(1, 5, 3, 5, 30, 40, 20);
}
