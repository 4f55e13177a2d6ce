using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>What the row shows when a video is done.</summary>
internal static class PublishedPage
{
    private const int PreviewLength = 2000;

    /// <summary>Every column at once, the final word among them. Keys that a channel does not map are dropped by the board.</summary>
    public static BoardWrite.Values Columns(
        string page, VideoJob job, Channel channel, Transcript transcript, IReadOnlyList<Artifact> files, DateTimeOffset now)
    {
        var text = transcript.PlainText;
        var fields = new Dictionary<string, BoardValue>
        {
            [FieldKey.TranscriptText] = new BoardValue.Text(text.Length == 0 ? PageTranscript.NoSpeech : Cut(text)),
            [FieldKey.LengthMin] = new BoardValue.Number(Math.Round(transcript.Duration / 60, 2)),
            [FieldKey.ProcessingTime] = new BoardValue.Number(Math.Round((now - (job.StartedAt ?? now)).TotalSeconds, 1)),
            [FieldKey.ProcessErrors] = new BoardValue.Text(null),
            [FieldKey.Attempts] = new BoardValue.Number(job.Attempt),
            [FieldKey.Progress] = new BoardValue.Number(100),
            [FieldKey.Status] = new BoardValue.Text(channel.StatusWords.Complete),
        };
        if (transcript.Language.Length > 0) fields[FieldKey.Language] = new BoardValue.Text(transcript.Language);
        if (channel.NameFormat is { } format)
            fields[FieldKey.Name] = new BoardValue.Text(MediaTitle.Clean(format.Replace("{title}", job.Title, StringComparison.Ordinal)));
        if (job.PublishedAt is { } published) fields[FieldKey.VideoDateTime] = new BoardValue.Moment(published);
        if (job is { Source: SourceKind.YouTube, Uploader: { } uploader }) fields[FieldKey.YouTubeChannel] = new BoardValue.Text(uploader);
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

    /// <summary>The first 2,000 UTF-16 units (Notion counts those), never half of a surrogate pair.</summary>
    private static string Cut(string text)
    {
        if (text.Length <= PreviewLength) return text;
        return text[..(char.IsHighSurrogate(text[PreviewLength - 1]) ? PreviewLength - 1 : PreviewLength)];
    }
}
