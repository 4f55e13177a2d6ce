namespace Pipeline.Adapters.Whisper;

/// <summary>The server died or hung; the same request on a new one may well succeed.</summary>
internal sealed class EngineLostException(string message, string? detail = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Its last words.</summary>
    public string? Detail { get; } = detail;
}
