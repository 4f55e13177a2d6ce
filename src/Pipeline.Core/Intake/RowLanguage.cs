using Pipeline.Core.Jobs;

namespace Pipeline.Core.Intake;

/// <summary>The language column is both: people write what they want into it, and we write what we heard.</summary>
public static class RowLanguage
{
    /// <param name="cell">Text of the column.</param>
    /// <param name="job">What was done for this row before, or is about to be; null: nothing.</param>
    /// <returns>ISO 639-1 code that a person asks for; null: nobody asks for another than before. Anything but two letters is no wish.</returns>
    public static string? Wanted(string? cell, VideoJob? job)
    {
        var code = cell?.Trim().ToLowerInvariant();
        if (code is not { Length: 2 } || !code.All(char.IsAsciiLetterLower)) return null;
        return code == job?.Language && job.RequestedLanguage is null ? null : code;
    }
}
