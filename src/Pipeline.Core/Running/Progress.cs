namespace Pipeline.Core.Running;

/// <summary>Overall progress of a job from the progress of its stages. Weights are shares of a typical job's time on two cores
/// (a 10-minute video at 10× real time); they only make the bar move evenly.</summary>
public static class Progress
{
    private static readonly double[] Weights = [20, 60, 17, 3];

    /// <param name="stages">0–100 of each stage; they may overlap.</param>
    /// <returns>0–100.</returns>
    public static double Overall(IReadOnlyList<double> stages) => Weights.Zip(stages, (weight, done) => weight * Math.Clamp(done, 0, 100) / 100).Sum();
}
