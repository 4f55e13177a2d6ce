using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Board;

/// <summary>The small writes that accompany a job's steps. A job without a row, or a channel that does not touch its row, has none.</summary>
public static class BoardUpdates
{
    /// <summary>The status word alone; nothing when the row shows it already.</summary>
    public static IReadOnlyList<BoardWrite> Word(VideoJob job, Channel channel, string word) =>
        word == job.BoardWord ? [] : Fields(job, channel, new() { [FieldKey.Status] = new BoardValue.Text(word) });

    /// <summary>What the row said last, once more: a person has put the trigger's word over it while the job is under way.</summary>
    public static IReadOnlyList<BoardWrite> Again(VideoJob job, Channel channel)
    {
        var word = string.IsNullOrEmpty(job.BoardWord) ? channel.StatusWords.Processing : job.BoardWord;
        return Fields(job, channel, new() { [FieldKey.Status] = new BoardValue.Text(word), [FieldKey.TriggerBox] = new BoardValue.Text(null) });
    }

    /// <summary>The error word with its reason.</summary>
    public static IReadOnlyList<BoardWrite> Failure(VideoJob job, Channel channel, string sentence) => Fields(job, channel, new()
    {
        [FieldKey.Status] = new BoardValue.Text(channel.StatusWords.Error),
        [FieldKey.ProcessErrors] = new BoardValue.Text(sentence),
    });

    /// <summary>The reason alone: the job goes on later by itself, so its status word stays true.</summary>
    public static IReadOnlyList<BoardWrite> Waiting(VideoJob job, Channel channel, string sentence) =>
        Fields(job, channel, new() { [FieldKey.ProcessErrors] = new BoardValue.Text(sentence) });

    private static IReadOnlyList<BoardWrite> Fields(VideoJob job, Channel channel, Dictionary<string, BoardValue> fields) =>
        job.NotionPageId is { } page && channel.Action == ChannelAction.UpdateOrigin ? [new BoardWrite.Values(page, channel.Name, fields)] : [];
}
