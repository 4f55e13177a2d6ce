using System.Globalization;
using Pipeline.Core.Checkups;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.YtDlp;

/// <summary>Whether yt-dlp is there and young enough: sites change, and so must it (media-and-drive.md §2).</summary>
internal sealed class YtDlpCheckup(YtDlpVersion version, YtDlpOptions options, TimeProvider time) : ICheckup
{
    /// <summary>The longest gap between two stable releases of 2026 was twelve weeks.</summary>
    private const int OldAfterDays = 90;

    private const string Update = "python3 -m venv /opt/yt-dlp && /opt/yt-dlp/bin/pip install -U \"yt-dlp[default]\", then YtDlp:Path=/opt/yt-dlp/bin/yt-dlp";

    public string Area => "yt-dlp";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken ct)
    {
        string text;
        try
        {
            text = await version.Read(ct);
        }
        catch (JobFailureException e)
        {
            return [Finding.Problem(Area, "program", e.Error.Sentence, $"{Update}; or `apt-get install yt-dlp` for sites other than YouTube.")];
        }

        if (!DateOnly.TryParseExact(text.Length >= 10 ? text[..10] : text, "yyyy.MM.dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var released))
            return [Finding.Problem(Area, "program", $"{options.Path} --version says \"{text}\", which is no version of yt-dlp.", "Correct YtDlp:Path.")];
        var age = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).DayNumber - released.DayNumber;
        if (string.CompareOrdinal(text, YtDlpVersion.OldestForYouTube) < 0)
            return [Finding.Warning(Area, "version", $"yt-dlp {text} is too old for YouTube, which needs {YtDlpVersion.OldestForYouTube} or newer; many other sites work.", Update)];
        return age > OldAfterDays
            ? [Finding.Warning(Area, "version", $"yt-dlp {text} is {age} days old; sites change faster than that.", Update)]
            : [Finding.Ok(Area, "version", $"yt-dlp {text}, {Math.Max(age, 0)} days old.")];
    }
}
