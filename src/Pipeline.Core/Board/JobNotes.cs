using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Board;

/// <summary>What stands on a job's page for those who look closer, as far as the channel wants it.</summary>
internal static class JobNotes
{
    private const int MostLines = 100;

    /// <summary>The technical text of a failure.</summary>
    public static IReadOnlyList<BoardWrite> Details(string page, VideoJob job, Channel channel, JobError error, DateTimeOffset at)
    {
        if (channel.ErrorDetails == ErrorDetails.None) return [];
        var kind = channel.ErrorDetails == ErrorDetails.Comment ? NoteKind.Comment : NoteKind.Details;
        string[] head = [$"{error.Code} ({error.Class}), attempt {job.Attempt}, {Time(at)} UTC, task {job.Id}"];
        return [Note(page, job, channel, kind, "Error details", [.. head, .. (error.Detail ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)])];
    }

    /// <summary>The video is done after all: nothing is left to explain.</summary>
    public static BoardWrite NoDetails(string page, VideoJob job, Channel channel) => Note(page, job, channel, NoteKind.Details, "", []);

    /// <summary>Each status with its time, each attempt.</summary>
    public static IReadOnlyList<BoardWrite> Log(string page, VideoJob job, Channel channel, IReadOnlyList<JobLogLine> lines, params IEnumerable<JobLogLine> last) =>
        channel.ProcessingLog
            ? [Note(page, job, channel, NoteKind.Log, "Processing log", [.. lines.Concat(last).Select(l => $"{Time(l.At)}  {l.Line}")])]
            : [];

    private static BoardWrite.Note Note(string page, VideoJob job, Channel channel, NoteKind kind, string heading, IReadOnlyList<string> lines)
    {
        var shown = lines.Count <= MostLines ? lines : ["…", .. lines.Skip(lines.Count - MostLines + 1)];
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', shown))))[..6];
        return new BoardWrite.Note(page, channel.Name, kind, heading, $"#{job.Id.Short}-{kind.ToString().ToLowerInvariant()}-{hash}", shown);
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
