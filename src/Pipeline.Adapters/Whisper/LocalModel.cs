namespace Pipeline.Adapters.Whisper;

/// <summary>A model that this machine's engine can load.</summary>
/// <param name="Sha256">Lower-case hex of the file.</param>
internal sealed record LocalModel(string Name, string Path, string Sha256);
