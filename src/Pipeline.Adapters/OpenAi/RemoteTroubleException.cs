namespace Pipeline.Adapters.OpenAi;

/// <summary>A remote engine gave no answer. The message holds neither key nor what a refusal of the key says (OpenAI repeats a part of it).</summary>
internal sealed class RemoteTroubleException(RemoteTrouble trouble, string message, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    public RemoteTrouble Trouble { get; } = trouble;

    /// <summary>What it asked us to wait; null: it did not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
