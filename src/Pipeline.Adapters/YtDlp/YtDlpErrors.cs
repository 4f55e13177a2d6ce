using System.Text.RegularExpressions;
using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.YtDlp;

/// <summary>Turns what yt-dlp wrote on standard error into a class and a sentence; it has no machine-readable codes (its exit code
/// is 1 for everything).</summary>
public static partial class YtDlpErrors
{
    private const int OptionError = 2;

    /// <param name="hasMetadata">True while downloading: a 403 then comes from a media address that has expired, and asking anew helps.</param>
    public static JobError Classify(ToolResult result, VideoUrl url, bool hasMetadata)
    {
        var text = string.Join('\n', result.ErrorTail.Where(l => !l.StartsWith("WARNING: ", StringComparison.Ordinal)));
        if (EgressDenial.Find(text) is { } refusal) return refusal.Error;
        var (host, detail) = (url.Uri.Host, Redacted(string.Join('\n', result.ErrorTail.TakeLast(8))));
        if (result.ExitCode == OptionError)
            return new JobError(ErrorClass.Operator, "yt-dlp-options", "yt-dlp on the worker does not know an option that is needed. Ask the operator to install another version of yt-dlp, then set the row back.", detail);
        if (HttpForbidden().IsMatch(text)) return Forbidden(host, hasMetadata, detail);
        // "No supported JavaScript runtime" is a warning; it explains an error that says little. Other warnings decide nothing.
        var rule = YtDlpRule.All.FirstOrDefault(r => r.Matches(text)) ?? YtDlpRule.All.FirstOrDefault(r => r.Class == ErrorClass.Operator && r.Matches(detail));
        if (rule is null) return Unknown(result, host, detail);
        return new JobError(rule.Class, rule.Code, rule.Sentence.Replace("{0}", host, StringComparison.Ordinal), detail);
    }

    /// <summary>True for failures that an outdated yt-dlp explains better than its own text does.</summary>
    public static bool MayComeFromOldVersion(JobError error) =>
        error.Class == ErrorClass.Operator || error.Code is "yt-dlp-failed" or "http-403" or "http-400";

    public static JobError TooOldForYouTube(string version, JobError cause) => new(
        ErrorClass.Operator,
        "yt-dlp-too-old",
        $"The worker's yt-dlp ({version}) is too old for YouTube. Ask the operator to install {YtDlpVersion.OldestForYouTube} or newer "
        + "(`pip install -U \"yt-dlp[default]\"`) and to set YtDlp:Path to it, then set the row back.",
        cause.Detail);

    /// <summary>Queries of media addresses carry signatures: they belong into no row and no log.</summary>
    internal static string Redacted(string text) => Query().Replace(text, "$1?…");

    private static JobError Forbidden(string host, bool hasMetadata, string detail) => hasMetadata
        ? new JobError(ErrorClass.Transient, "http-403", $"{host} refused to send the video although it had offered it.", detail)
        : new JobError(ErrorClass.Access, "http-403", $"{host} does not let the worker see this page (403). Put a link there that opens without signing in, or ask its owner for access, then set the row back.", detail);

    private static JobError Unknown(ToolResult result, string host, string detail)
    {
        var said = result.ErrorTail.LastOrDefault(l => l.StartsWith("ERROR: ", StringComparison.Ordinal)) ?? (result.ErrorTail.Count > 0 ? result.ErrorTail[^1] : "no reason given");
        var line = Redacted(said);
        return new JobError(
            ErrorClass.Transient, "yt-dlp-failed", $"The video at {host} could not be fetched: {(line.Length > 300 ? line[..300] : line)}", detail);
    }

    [GeneratedRegex("HTTP Error 403", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HttpForbidden();

    [GeneratedRegex(@"(https?://[^\s'""?]+)\?[^\s'"")>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Query();
}
