using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Transcripts;

/// <summary>What a row and its channel ask of the listening.</summary>
/// <param name="Language">ISO 639-1, or null: found out.</param>
/// <param name="Vocabulary">Names and terms in the spelling wanted.</param>
/// <param name="Translate">Into English.</param>
public sealed record ListeningWishes(string? Language, IReadOnlyList<string> Vocabulary, bool Translate)
{
    public static ListeningWishes Of(VideoJob job, Channel channel) => new(job.RequestedLanguage ?? channel.Language, channel.Vocabulary, channel.Translate);

    /// <summary>The vocabulary as Whisper takes it: text that might have stood before. Null: none.</summary>
    public string? Prompt => Vocabulary.Count == 0 ? null : string.Join(", ", Vocabulary) + ".";

    /// <summary>Every wish that decides the text.</summary>
    public string Fingerprint => $"language={Language ?? "auto"};vocabulary={string.Join('|', Vocabulary)};task={(Translate ? "translate" : "transcribe")}";
}
