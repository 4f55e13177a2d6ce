using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>What the row and its page show when a video is done.</summary>
internal static class PublishedPage
{
    private const int PreviewLength = 2000;

    /// <summary>Everything, in the order in which it is to be seen: the page itself where it has to be made, the transcript, all columns
    /// with the final word, the link from the origin.</summary>
    public static IReadOnlyList<BoardWrite> Of(
        string page, VideoJob job, Channel channel, Transcript transcript, IReadOnlyList<Artifact> files, IReadOnlyList<JobLogLine> log, DateTimeOffset now)
    {
        var columns = Columns(page, job, channel, transcript, files, now);
        var body = PageTranscript.Whole(page, job, channel, transcript, files.FirstOrDefault(f => f.Kind == ArtifactKind.Txt)?.RemoteUrl);
        IEnumerable<BoardWrite> notes =
        [
            JobNotes.NoDetails(page, job, channel), .. JobNotes.Log(page, job, channel, log, new JobLogLine(now, channel.StatusWords.Complete)),
        ];
        if (channel.Action != ChannelAction.CreateNewPage) return [body, .. notes, columns];
        var first = columns.Fields.Where(field => field.Key != FieldKey.Status).ToDictionary();
        return [new BoardWrite.NewPage(page, channel.Name, PageTitle.Of(job, channel), first), body, .. notes, columns, .. BoardUpdates.OriginLink(job, channel, page)];
    }

    /// <summary>Every column at once, the final word among them. Keys that a channel does not map are dropped by the board.</summary>
    private static BoardWrite.Values Columns(
        string page, VideoJob job, Channel channel, Transcript transcript, IReadOnlyList<Artifact> files, DateTimeOffset now)
    {
        // Notion counts UTF-16 units.
        var text = transcript.Beginning(PreviewLength);
        var fields = VideoFields.Of(job, channel);
        fields[FieldKey.TranscriptText] = new BoardValue.Text(text.Length == 0 ? PageTranscript.NoSpeech(job) : text);
        fields[FieldKey.LengthMin] = new BoardValue.Number(Math.Round(transcript.Duration / 60, 2));
        fields[FieldKey.ProcessingTime] = new BoardValue.Number(Math.Round((now - (job.StartedAt ?? now)).TotalSeconds, 1));
        fields[FieldKey.ProcessErrors] = new BoardValue.Text(null);
        fields[FieldKey.Attempts] = new BoardValue.Number(job.Attempt);
        fields[FieldKey.Progress] = new BoardValue.Percent(100);
        fields[FieldKey.Status] = new BoardValue.Text(channel.StatusWords.Complete);
        fields[FieldKey.Eta] = new BoardValue.Moment(null);
        fields[FieldKey.QueuePosition] = new BoardValue.Number(null);
        foreach (var (key, value) in LiveFields.Heard(transcript.Language, transcript.Confidence)) fields[key] = value;
        Links(fields, job, files);
        return new BoardWrite.Values(page, channel.Name, fields) { AfterTranscript = true };
    }

    private static void Links(Dictionary<string, BoardValue> fields, VideoJob job, IReadOnlyList<Artifact> files)
    {
        if (job.FolderUrl is { } folder)
            fields[FieldKey.DriveFolder] = fields[FieldKey.DriveFolderLink] = new BoardValue.Link(folder, "Drive folder");
        (ArtifactKind Kind, string Key)[] columns =
        [
            (ArtifactKind.Video, FieldKey.VideoFile), (ArtifactKind.Audio, FieldKey.AudioFile),
            (ArtifactKind.Txt, FieldKey.TranscriptFile), (ArtifactKind.Srt, FieldKey.TranscriptSrtFile),
        ];
        foreach (var (kind, key) in columns)
        {
            if (files.FirstOrDefault(f => f.Kind == kind) is { RemoteUrl: { } url } file)
                fields[key] = new BoardValue.Link(url, file.Name);
        }
    }
}
