namespace Pipeline.Core.Intake;

/// <summary>What it would take to process all rows that ask already when a table is connected.</summary>
public sealed record Backlog(int Rows, VideoCost Each)
{
    /// <summary>One sentence with count, hours and GB, and where the figures come from.</summary>
    public override string ToString()
    {
        var basis = Each.Measured > 0 ? $"the average of {Each.Measured} finished here" : "reckoned with 30 min a video; nothing is finished here yet";
        return FormattableString.Invariant(
            $"{Rows} rows ask already: about {Each.Length.TotalHours * Rows:0.#} h of video, {Each.Work.TotalHours * Rows:0.#} h of work and {Each.Bytes * Rows / 1e9:0.#} GB ({basis}).");
    }
}
