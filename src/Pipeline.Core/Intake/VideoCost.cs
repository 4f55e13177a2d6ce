namespace Pipeline.Core.Intake;

/// <summary>What one video costs.</summary>
/// <param name="Measured">How many finished videos of this worker the figures are the average of; 0: they are reckoned.</param>
/// <param name="Bytes">Everything that is stored of it.</param>
public sealed record VideoCost(int Measured, TimeSpan Length, TimeSpan Work, double Bytes)
{
    /// <summary>Nothing has been measured yet: 30 minutes, transcribed eight times as fast as it plays (the bundled model does 10–11 on two
    /// cores; the download takes its share), 1.5 GB an hour (1080p at 3.3 Mbit/s).</summary>
    public static VideoCost Reckoned { get; } = new(0, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30d / 8), 0.75e9);
}
