namespace Pipeline.Core.Transcripts;

/// <summary>What decides the text, beside the audio.</summary>
/// <param name="Language">ISO 639-1, or null: the engine finds out.</param>
/// <param name="Prompt">Names and terms, or null.</param>
/// <param name="Translate">Into English.</param>
public sealed record TranscriptionSettings(string? Language, string? Prompt = null, bool Translate = false);
