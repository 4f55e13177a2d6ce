using System.Text.RegularExpressions;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Running;

namespace Pipeline.Host.Cli;

/// <summary>An error as a person at a terminal reads it, who is operator and asker in one and has no row, no channel and no worker that would try again.</summary>
internal sealed partial class TerminalSentence(TranscribeRequest request, WorkerOptions worker) : IErrorSentence
{
    private const string RunAgain = "run this again";

    /// <summary>In this order: longer ones before those that are part of them.</summary>
    private static readonly (string Said, string Here)[] Words =
    [
        ("Upload the file to Drive and put its link there", "Name a file of it"),
        ("or upload the file", "or a file of it"),
        ("Whisper:Model, or model in the channel", "Whisper:Model, or --model"),
        ("then the video goes on by itself", "then " + RunAgain),
        ("then it goes on by itself", "then " + RunAgain),
        (", so videos of this site wait", ""),
        ("on the worker", "on this machine"),
        ("in the worker", "on this machine"),
        ("The worker's", "This machine's"),
        ("The worker", "This machine"),
        ("the worker", "this machine"),
        ("this worker", "this machine"),
        ("the channel's", "the"),
        (RowSentence.SetBack, RunAgain),
    ];

    public string Final(JobError error, Channel channel, int attempts, bool sweeps) => Of(error);

    public string Again(JobError error, Channel channel, int attempt, int of, DateTimeOffset due) => Of(error);

    public string Of(JobError error) => (error.Code, request.File) switch
    {
        ("disk-full", _) when error.Sentence.Contains("speech model", StringComparison.Ordinal) => error.Detail ?? Reworded(error),
        ("disk-full", _) => $"The disk of {Temporary} is full{Figures(error)}. Make room there, set TMPDIR to a folder on another disk, or lower Worker:MinFreeMiB ({worker.MinFreeMiB}); then {RunAgain}.",
        ("not-writable", _) => $"Nothing can be written into {Temporary}. Repair its rights or limits, or set TMPDIR to another folder, then {RunAgain}.",
        ("unexpected", _) => $"Something unexpected went wrong: {error.Detail?.Split('\n')[0].Trim()}",
        ("unknown-language", _) => $"--language: Whisper does not know '{request.Speech.Language}'. Name a code such as en or es, or leave it out to have the language found.",
        ("no-audio", { } file) => $"{file} has no sound track, so there is nothing to transcribe. Name a version with sound.",
        ("truncated-media", { } file) => $"{file} is cut off: its end is missing. Copy it again from where it came, then {RunAgain}.",
        ("not-media", { } file) when error.Sentence.Contains("playlist", StringComparison.Ordinal) => $"{file} is a playlist, no recording, whatever its name says. Name the recording itself.",
        ("not-media", { } file) => $"{file} is no video or sound file that can be read. Name one that a player plays.",
        _ => Reworded(error),
    };

    /// <summary>What <see cref="Of"/> says already is not said twice.</summary>
    public static IEnumerable<string> Details(JobError error) => error.Code switch
    {
        "disk-full" => [],
        // The trace of a surprise is needed whole; the file system's own words need none.
        "unexpected" => error.Detail?.StartsWith("System.IO.", StringComparison.Ordinal) == true ? [] : error.Detail?.Split('\n').Skip(1) ?? [],
        _ => error.Detail?.Split('\n').TakeLast(5) ?? [],
    };

    private static string Temporary => $"the folder for temporary files ({Path.GetTempPath()})";

    private static string Figures(JobError error) => FreeSpace().Match($"{error.Sentence} {error.Detail}") is { Success: true } match ? ": " + match.Value : "";

    private static string Reworded(JobError error)
    {
        var sentence = Words.Aggregate(error.Sentence, (text, word) => text.Replace(word.Said, word.Here, StringComparison.Ordinal));
        sentence = AskTheOperator().Replace(sentence, m => (m.Groups["first"].Value.ToUpperInvariant() + m.Groups["rest"].Value).Replace(", or to ", ", or ", StringComparison.Ordinal).Replace(" and to ", " and ", StringComparison.Ordinal));
        sentence = OrTheOperator().Replace(sentence, "$1");
        sentence = PutThere().Replace(sentence, m => (m.Value[0] == 'P' ? "Name " : "name ") + m.Groups[1].Value);
        return sentence + error.Class switch
        {
            _ when sentence.Contains(RunAgain, StringComparison.Ordinal) => "",
            ErrorClass.Transient => " To try once more, run this again.",
            ErrorClass.NotYet or ErrorClass.SiteBlocked => " Run this again later.",
            _ => "",
        };
    }

    [GeneratedRegex(@"(?:Ask the operator to|The operator must) (?<first>.)(?<rest>.*)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex AskTheOperator();

    [GeneratedRegex(@"(, or )ask the operator to |(?<=[,;] )(?:the|its) operator must ", RegexOptions.CultureInvariant)]
    private static partial Regex OrTheOperator();

    [GeneratedRegex(@"[Pp]ut (.+?) there(?=[ ,.])", RegexOptions.CultureInvariant)]
    private static partial Regex PutThere();

    [GeneratedRegex(@"[0-9]+ MiB free(, [0-9]+ MiB [a-z ]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex FreeSpace();
}
