using System.Collections;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>Puts job id and channel on every log line of a run.</summary>
public sealed class JobScope(JobId id, string channel) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 2;

    public KeyValuePair<string, object?> this[int index] => index == 0 ? new("JobId", id.ToString()) : new("Channel", channel);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return this[0];
        yield return this[1];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{id.Short} {channel}";
}
