namespace Pipeline.Adapters.Whisper;

/// <summary>The server met an instruction that this CPU does not have (SIGILL, exit code 132): another build may well work.</summary>
internal sealed class WrongBinaryException(string binary, string? detail, Exception? inner) : Exception($"{binary} was built for another processor", inner)
{
    public string Binary { get; } = binary;

    /// <summary>Its last words.</summary>
    public string? Detail { get; } = detail;
}
