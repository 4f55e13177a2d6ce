using System.Globalization;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>An error as a team member reads it: what happened, whose turn it is, what to do. The sentences of errors say "set the row
/// back" where a person starts it again; here that becomes what starts this channel's rows. Errors that pass say only what happened;
/// here follows whether and when the worker itself tries again.</summary>
public sealed class RowSentence : IErrorSentence
{
    /// <summary>Where there is no row, callers put their own words in its place.</summary>
    public const string SetBack = "set the row back";

    public string Final(JobError error, Channel channel, int attempts, bool sweeps)
    {
        if (!error.IsRetryable) return For(channel, error.Sentence);
        var times = attempts == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{attempts} times");
        var rest = sweeps ? $"The worker tries again later by itself; to try at once, {SetBack}." : $"Look at the link, then {SetBack} to try again.";
        return For(channel, $"{error.Sentence} It was tried {times}. {rest}");
    }

    public string Again(JobError error, Channel channel, int attempt, int of, DateTimeOffset due) => For(channel, error.Class switch
    {
        // The operator's turn; the sentence says so.
        ErrorClass.Local => error.Sentence,
        ErrorClass.NotYet => string.Create(CultureInfo.InvariantCulture, $"{error.Sentence} The worker looks again at {due:HH:mm} UTC; nobody has to do anything."),
        _ => string.Create(CultureInfo.InvariantCulture, $"{error.Sentence} The worker tries again at {due:HH:mm} UTC (attempt {attempt} of {of} failed); nobody has to do anything."),
    });

    private static string For(Channel channel, string sentence) => sentence.Replace(SetBack, channel.Trigger switch
    {
        ChannelTrigger.Word trigger => $"set the status back to {trigger.StatusWord}",
        ChannelTrigger.EmptyStatus => "empty the status",
        ChannelTrigger.Checkbox trigger => $"tick \"{trigger.Column}\" again",
        ChannelTrigger.EmptyPageLink => $"empty \"{channel.Origin!.FieldMap[Board.FieldKey.PageLink]}\" in the row it came from",
        _ => "send it again",
    }, StringComparison.Ordinal);
}
