using System.Text.Json.Serialization;

namespace Pipeline.Core.Checkups;

/// <summary>One line of a check-up.</summary>
/// <param name="Area">Which part of the set-up: Notion, Drive, Whisper …</param>
/// <param name="Subject">What of it: <c>token</c>, <c>audit-process: column "Video Link"</c>.</param>
/// <param name="Sentence">How it stands. Holds no secret.</param>
/// <param name="Repair">The click or the command that repairs it; null when there is nothing to repair.</param>
public sealed record Finding(string Area, string Subject, FindingLevel Level, string Sentence, string? Repair = null)
{
    /// <summary>Does what <see cref="Repair"/> says; null: only a person can.</summary>
    [JsonIgnore]
    public Func<CancellationToken, Task>? Fix { get; init; }

    /// <summary>Whether <c>pipeline doctor --fix</c> repairs it.</summary>
    public bool Fixable => Fix is not null;

    public static Finding Ok(string area, string subject, string sentence) => new(area, subject, FindingLevel.Ok, sentence);

    public static Finding Warning(string area, string subject, string sentence, string repair) => new(area, subject, FindingLevel.Warning, sentence, repair);

    public static Finding Problem(string area, string subject, string sentence, string repair) => new(area, subject, FindingLevel.Problem, sentence, repair);
}
