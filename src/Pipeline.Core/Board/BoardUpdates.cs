using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Board;

/// <summary>The small writes that accompany a job's steps. A job without a row, or a channel that does not touch its row, has none.</summary>
public static class BoardUpdates
{
    /// <summary>The status word, the first one with our claim and without the tick that asked, and what else changes at that step; nothing when the row
    /// shows it already.</summary>
    public static IReadOnlyList<BoardWrite> Word(VideoJob job, Channel channel, string word, DateTimeOffset at)
    {
        if (word == job.BoardWord) return [];
        var fields = new Dictionary<string, BoardValue> { [FieldKey.Status] = new BoardValue.Text(word) };
        var begins = word == channel.StatusWords.Processing;
        if (begins) Claim(fields, job, channel, isFirst: job.Origin == JobOrigin.Row);
        return [.. Fields(job, channel, fields), .. LiveFields.Write(job, channel, LiveFields.Begun(job, at, begins && job.Stage == JobStage.Download))];
    }

    private static void Claim(Dictionary<string, BoardValue> fields, VideoJob job, Channel channel, bool isFirst)
    {
        if (channel.Column(FieldKey.Claim) is not null) fields[FieldKey.Claim] = new BoardValue.Text($"{Environment.MachineName} {job.Id}") { OnlyIfFree = isFirst };
        if (channel.Column(FieldKey.TriggerBox) is not null) fields[FieldKey.TriggerBox] = new BoardValue.Text(null);
    }

    /// <summary>What the row said last, once more: a person has put the trigger's word over it while the job is under way.</summary>
    public static IReadOnlyList<BoardWrite> Again(VideoJob job, Channel channel)
    {
        var word = string.IsNullOrEmpty(job.BoardWord) ? channel.StatusWords.Processing : job.BoardWord;
        var fields = new Dictionary<string, BoardValue> { [FieldKey.Status] = new BoardValue.Text(word) };
        Claim(fields, job, channel, isFirst: false);
        return Fields(job, channel, fields);
    }

    /// <summary>Our claim over that of another worker, whose late write has covered it and our word.</summary>
    public static IReadOnlyList<BoardWrite> Reclaim(VideoJob job, Channel channel)
    {
        // The final word is written with the page, behind everything else.
        if (!job.PublishQueued) return Again(job, channel);
        var fields = new Dictionary<string, BoardValue>();
        Claim(fields, job, channel, isFirst: false);
        return Fields(job, channel, fields);
    }

    /// <summary>The error word with its reason: into the row, or onto a page of its own where the channel makes pages.</summary>
    public static IReadOnlyList<BoardWrite> Failure(VideoJob job, Channel channel, JobError error, DateTimeOffset at, IReadOnlyList<JobLogLine> log)
    {
        if (BoardTarget.Results(job, channel) is not { } page) return [];
        var fields = new Dictionary<string, BoardValue>
        {
            [FieldKey.Status] = new BoardValue.Text(channel.StatusWords.Error),
            [FieldKey.ProcessErrors] = new BoardValue.Text(error.Sentence),
        };
        IEnumerable<BoardWrite> notes = [.. JobNotes.Details(page, job, channel, error, at), .. JobNotes.Log(page, job, channel, log, new JobLogLine(at, error.Sentence))];
        return channel.Action == ChannelAction.CreateNewPage
            ? [.. FailedPage(job, channel, page, fields), .. notes, .. OriginLink(job, channel, page)]
            : [new BoardWrite.Values(page, channel.Name, fields), .. notes];
    }

    /// <summary>The reason alone: the job goes on later by itself, so its status word stays true.</summary>
    public static IReadOnlyList<BoardWrite> Waiting(VideoJob job, Channel channel, string sentence) =>
        Fields(job, channel, new() { [FieldKey.ProcessErrors] = new BoardValue.Text(sentence) });

    /// <summary>The link from the row it came from to the page that was made; last of the page's writes.</summary>
    public static IReadOnlyList<BoardWrite> OriginLink(VideoJob job, Channel channel, string page) =>
        job.NotionPageId is { } row && channel.Origin?.FieldMap.ContainsKey(FieldKey.PageLink) == true
            ? [new BoardWrite.OriginLink(page, channel.Name, row, PageTitle.Of(job, channel))]
            : [];

    private static IReadOnlyList<BoardWrite> FailedPage(VideoJob job, Channel channel, string page, Dictionary<string, BoardValue> fields)
    {
        var known = VideoFields.Of(job, channel);
        foreach (var (key, value) in fields) known[key] = value;
        return [new BoardWrite.NewPage(page, channel.Name, PageTitle.Of(job, channel), known), new BoardWrite.Values(page, channel.Name, known)];
    }

    private static IReadOnlyList<BoardWrite> Fields(VideoJob job, Channel channel, Dictionary<string, BoardValue> fields) =>
        BoardTarget.Steps(job, channel) is { } page ? [new BoardWrite.Values(page, channel.Name, fields)] : [];
}
