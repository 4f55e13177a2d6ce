using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>Words an error for whoever asked for the job: in a row of Notion, or at a terminal.</summary>
public interface IErrorSentence
{
    /// <summary>Nothing more is done by itself, except perhaps by the sweep.</summary>
    /// <param name="attempts">How often it was tried.</param>
    /// <param name="sweeps">Whether the sweep may take it up again.</param>
    string Final(JobError error, Channel channel, int attempts, bool sweeps);

    /// <summary>It goes on by itself.</summary>
    string Again(JobError error, Channel channel, int attempt, int of, DateTimeOffset due);
}
