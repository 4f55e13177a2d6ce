namespace Pipeline.Core.Jobs;

/// <summary>Identity of a <see cref="VideoJob"/>; the webhook shows it as <c>task_id</c> (UUID, lower case, with dashes).</summary>
public readonly record struct JobId(Guid Value)
{
    /// <summary>A new, time-ordered identity (UUID version 7), so that rows of one hour lie together.</summary>
    public static JobId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>Reads an identity as a person or a client typed it; false for anything that is no UUID.</summary>
    public static bool TryParse(string? text, out JobId id)
    {
        var ok = Guid.TryParse(text, out var value);
        id = new JobId(value);
        return ok;
    }

    /// <summary>The last eight digits: enough for a person to tell two jobs apart.</summary>
    public string Short => Value.ToString("N")[24..];

    public override string ToString() => Value.ToString("D");
}
