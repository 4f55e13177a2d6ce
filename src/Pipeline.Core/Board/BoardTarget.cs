using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Board;

/// <summary>Where a job's results go.</summary>
public static class BoardTarget
{
    private const string Prefix = "new:";

    /// <summary>The page for results: the row it came from, or the page that is (to be) made. Null: the job has nothing on the board.</summary>
    public static string? Results(VideoJob job, Channel channel) => channel.Action switch
    {
        ChannelAction.CreateNewPage => channel.Database is null ? null : Unmade(job.Id),
        _ => job.NotionPageId,
    };

    /// <summary>The page that shows where the job is while it runs: only the row it came from, and only where the channel writes into it.</summary>
    public static string? Steps(VideoJob job, Channel channel) => channel.Action == ChannelAction.UpdateOrigin ? job.NotionPageId : null;

    /// <summary>Stands for a page that has no id yet.</summary>
    public static string Unmade(JobId job) => Prefix + job;
}
