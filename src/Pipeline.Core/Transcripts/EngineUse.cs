using Pipeline.Core.Jobs;

namespace Pipeline.Core.Transcripts;

/// <summary>One answered request to a remote engine: what the bill will say.</summary>
/// <param name="Engine">Its name in the settings.</param>
/// <param name="AudioSeconds">Sound that was sent, seconds.</param>
/// <param name="Took">Time until the answer was whole.</param>
/// <param name="Cost">In the currency of the engine's PricePerMinute.</param>
public sealed record EngineUse(DateTimeOffset At, JobId Job, string Channel, string Engine, string Model, double AudioSeconds, TimeSpan Took, double Cost);
