namespace Pipeline.Adapters.Models;

/// <summary>A model that has a name here.</summary>
/// <param name="Name">Without <c>ggml-</c> and extension: <c>small-q5_1</c>.</param>
/// <param name="Mebibytes">Size, rounded.</param>
/// <param name="Checksum">As published with whisper.cpp, or of the bundled file; null: only the host knows it.</param>
/// <param name="Repository">Where it lies on the host (<c>owner/name</c>); null: it is bundled and nowhere else.</param>
public sealed record KnownModel(string Name, int Mebibytes, Checksum? Checksum, string? Repository)
{
    public string FileName => ModelName.FileOf(Name);

    /// <summary>It hears whether somebody speaks, not what.</summary>
    public bool IsDetector => Name.StartsWith("silero-", StringComparison.Ordinal);

    public bool IsEnglishOnly => Name.Contains(".en", StringComparison.Ordinal);
}
