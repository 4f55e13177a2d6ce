using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>Overall progress of a job from the progress of its stage. Weights are shares of a typical job's time on two cores
/// (a 10-minute video at 10× real time); they only make the bar move evenly.</summary>
public static class Progress
{
    private static readonly double[] Weights = [20, 60, 17, 3];

    /// <param name="stageProgress">0–100.</param>
    /// <returns>0–100.</returns>
    public static double Overall(JobStage stage, double stageProgress) =>
        Weights.Take((int)stage).Sum() + (Weights[(int)stage] * Math.Clamp(stageProgress, 0, 100) / 100);
}
