namespace Pipeline.Adapters.Notion;

/// <summary>A call that Notion refused, or that got no usable answer. Never holds the token.</summary>
/// <param name="status">HTTP status; 0: no answer (network, time limit).</param>
/// <param name="code">Notion's code, such as <c>validation_error</c>; null when the answer was not Notion's JSON.</param>
/// <param name="about">What the call was about, such as <c>page 1b2c…</c>.</param>
/// <param name="trace">Request id and cf-ray, for Notion's support; may be empty.</param>
internal sealed class NotionException(
    int status, string? code, string message, string about, string trace = "", TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    public const string NoToken = "no_token";

    /// <summary>The database has several data sources, and nobody said which.</summary>
    public const string WhichSource = "which_data_source";

    /// <summary>The database is there and holds no table: it has been moved into another one, or deleted.</summary>
    public const string NoSource = "no_data_source";

    public int Status => status;

    public string? Code => code;

    public string About => about;

    public string Trace => trace;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>429 and 529: nothing has been done, and nobody else may call either.</summary>
    public bool IsLimit => status is 429 or 529;

    /// <summary>Waiting helps. After 0, 5xx and an unreadable 2xx nobody knows whether the write was done.</summary>
    public bool IsPassing => IsLimit || status is 0 or 408 or (>= 200 and < 300) or >= 500 || (status == 409 && code != "row_limit_exceeded");

    public bool IsValidation => status == 400 && code == "validation_error";

    /// <summary>"Can't edit block that is archived": the target, or what it lies in, is in the trash.</summary>
    public bool IsTrash =>
        IsValidation && (Message.Contains("archived", StringComparison.OrdinalIgnoreCase) || Message.Contains("in trash", StringComparison.OrdinalIgnoreCase));
}
