using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Notion;

/// <summary>What a refusal means for a write or a read, in words that say whose turn it is.</summary>
internal static class NotionRefusal
{
    /// <summary>For writes. Whether a page is in the trash is decided elsewhere: the message alone does not tell page from block.</summary>
    public static BoardOutcome ToOutcome(this NotionException e) => e.IsPassing
        ? new BoardOutcome.Later(e.ToSentence(), e.RetryAfter)
        : new BoardOutcome.Blocked(e.ToSentence(), e.Status is 401 or 403 ? BlockedScope.Channel : BlockedScope.Page);

    /// <summary>Why a page does not take its text. Notion does not say in a code of its own that a free workspace is full.</summary>
    public static string ToTextRefusal(this NotionException e) =>
        $"Notion does not take its blocks: {Ended(e.Message)} A free workspace with several members holds 1,000 blocks in all; and the connection needs the capability \"Insert content\".";

    /// <summary>For reads.</summary>
    public static JobFailureException ToJobFailure(this NotionException e) => new(
        e.IsPassing ? ErrorClass.Transient : e.Status is 403 or 404 ? ErrorClass.Access : ErrorClass.Operator,
        e.Code is { } code ? $"notion-{code.Replace('_', '-')}" : e.Status == 0 ? "notion-unreachable" : $"notion-http-{e.Status}",
        e.ToSentence(),
        $"{e.Status} {e.Code} {e.Message} {e.Trace}".Trim(),
        e);

    public static string ToSentence(this NotionException e) => e switch
    {
        { Code: NotionException.NoToken } => "No Notion token is set. Put the connection's secret into the file that PIPELINE_SECRETS names, or into the environment as PIPELINE_NOTION__TOKEN and start again.",
        { Code: NotionException.WhichSource or NotionException.NoSource } => e.Message,
        { IsLimit: true } when e.Message.StartsWith("Notion limits", StringComparison.Ordinal) => e.Message,
        { IsLimit: true } => $"Notion limits us ({e.Status}); it goes on by itself{After(e.RetryAfter)}.",
        { IsPassing: true } => $"Notion has trouble with {e.About}: {Ended(e.Message)} It is tried again by itself.",
        { Status: 401 } => "Notion refuses the token. Look at the connection at app.notion.com/developers/connections, and put its current secret into the file that PIPELINE_SECRETS names (it is read again by itself) or into PIPELINE_NOTION__TOKEN (then start again).",
        { Status: 403, Code: null } => $"Something between us and Notion refuses {e.About} (403, not Notion's own answer; {e.Trace}). Look at proxy and firewall.",
        { Status: 403 } => $"The connection may not do this with {e.About}. Open its Capabilities in Notion and tick read, update and insert content, and comments for error_details: comment. ({Ended(e.Message)})",
        { Status: 404 } => $"Notion does not find {e.About}, or does not let us see it. Open it in Notion, choose ••• → Connections and add the connection. If it is there already, the id is that of a view or of something deleted.",
        { Status: 409 } => $"The database of {e.About} is full. Make room or start a new one. ({Ended(e.Message)})",
        _ => $"Notion refuses {e.About}: {Ended(e.Message)}",
    };

    private static string After(TimeSpan? wait) => wait is { } time ? $" in {time.TotalSeconds:0} s" : "";

    private static string Ended(string message) => message.TrimEnd('.', ' ') + ".";
}
