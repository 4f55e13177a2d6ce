using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Board;

/// <summary>Columns that accompany a job while it waits and runs. They go into the outbox only where the channel maps them; there the latest
/// wins, and they are the first to wait when calls are scarce (<see cref="BoardOptions.ProgressEverySeconds"/>).</summary>
internal static class LiveFields
{
    /// <summary>A stage begins: no place in the queue any more.</summary>
    /// <param name="anew">The job begins from the start; what the bar showed of an earlier run is over.</param>
    public static Dictionary<string, BoardValue> Begun(VideoJob job, DateTimeOffset at, bool anew)
    {
        var fields = anew ? Moving(0, null) : [];
        fields[FieldKey.StageStarted] = new BoardValue.Moment(at);
        fields[FieldKey.Attempts] = new BoardValue.Number(job.Attempt);
        fields[FieldKey.QueuePosition] = new BoardValue.Number(null);
        return fields;
    }

    /// <param name="percent">Overall, 0–100.</param>
    /// <param name="eta">When it will be done; null: not known.</param>
    public static Dictionary<string, BoardValue> Moving(double percent, DateTimeOffset? eta) => new()
    {
        [FieldKey.Progress] = new BoardValue.Percent(Math.Floor(percent)),
        [FieldKey.Eta] = new BoardValue.Moment(eta),
    };

    /// <summary>What the engine has found out so far.</summary>
    /// <param name="confidence">0–1.</param>
    public static Dictionary<string, BoardValue> Heard(string language, double? confidence)
    {
        var fields = new Dictionary<string, BoardValue>();
        if (language.Length > 0) fields[FieldKey.Language] = new BoardValue.Text(language);
        if (confidence is { } sure) fields[FieldKey.Confidence] = new BoardValue.Percent(Math.Round(100 * sure, 1));
        return fields;
    }

    /// <param name="position">1: next. Null: not in the queue.</param>
    public static Dictionary<string, BoardValue> Queued(int? position) => new() { [FieldKey.QueuePosition] = new BoardValue.Number(position) };

    /// <summary>As a write into the row the job came from; none where nothing of it is mapped.</summary>
    public static IReadOnlyList<BoardWrite> Write(VideoJob job, Channel channel, Dictionary<string, BoardValue> fields)
    {
        var mapped = fields.Where(f => channel.Column(f.Key) is not null).ToDictionary();
        return mapped.Count > 0 && BoardTarget.Steps(job, channel) is { } page ? [new BoardWrite.Values(page, channel.Name, mapped)] : [];
    }
}
