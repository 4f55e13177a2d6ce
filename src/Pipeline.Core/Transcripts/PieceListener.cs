using System.Security.Cryptography;
using Pipeline.Core.Media;

namespace Pipeline.Core.Transcripts;

/// <summary>What happens with one piece: its sound in, its checkpoint out. An answer that may be wrong is asked for again in another
/// way, the better one is taken, and what is still doubtful is marked. Nothing here depends on chance or on other pieces, so a piece
/// that is heard again after a crash has the same words.</summary>
public sealed class PieceListener(ITranscriber engine, ISpeechDetector detector, ListeningWishes wishes)
{
    /// <summary>Grows when this class begins to ask or to judge differently.</summary>
    private const string Recipe = "4";

    private const string Sound = ";sound=";

    /// <summary>How often a doubtful piece is halved: quarters of a minute are as short as the engine likes them.</summary>
    private const int MostHalvings = 2;

    /// <summary>A segment below this confidence is worth a run of the encoder to ask whether somebody speaks another language. Told the
    /// wrong language, the model was at 0.27–0.68 in its least sure segment; told the right one, above 0.7 in most pieces.</summary>
    private const double Strange = 0.7;

    private readonly LanguageVote vote = new(engine);
    private readonly SecondOpinion opinion = new(detector);

    /// <summary>Everything that decides a piece's text: engine, model and settings, what was asked for, and the sound itself. So a piece
    /// of a stream that turned out to be broken, or of a video that was replaced, never passes for one of the right sound.</summary>
    /// <param name="pcm">The piece's sound, 16 kHz mono s16le.</param>
    public string Fingerprint(ReadOnlySpan<byte> pcm) => $"{Settings}{Sound}{Convert.ToHexStringLower(SHA256.HashData(pcm))[..16]}";

    /// <summary>The beginning of every piece's fingerprint: all but the sound.</summary>
    public string Settings => SettingsOf(engine, wishes);

    /// <summary>The same, without listening.</summary>
    public static string SettingsOf(ITranscriber engine, ListeningWishes wishes) => $"{engine.Fingerprint};listening={Recipe};{wishes.Fingerprint}";

    /// <summary>The same of a piece that was made before.</summary>
    public static string SettingsOf(TranscribedPiece piece) => piece.Fingerprint.Split(Sound)[0];

    /// <param name="pcm">The piece's sound, 16 kHz mono s16le.</param>
    /// <param name="pinned">ISO 639-1, once the recording's language is known (<see cref="SpokenLanguage"/>).</param>
    public async Task<TranscribedPiece> Listen(SpokenPiece piece, ReadOnlyMemory<byte> pcm, string fingerprint, string? pinned, CancellationToken ct)
    {
        piece = piece with { Speech = SpeechSpan.Joined(piece.Speech) };
        var language = wishes.Language ?? pinned ?? await vote.Of(piece, pcm, ct);
        var settings = new TranscriptionSettings(language, wishes.Prompt, wishes.Translate);
        var heard = await Hear(piece, pcm, settings, MostHalvings, ct);
        if (wishes.Language is not null || pinned is not null) heard = await Otherwise(heard, piece, pcm, settings, ct);
        return new TranscribedPiece(piece.Piece, fingerprint, heard.Language, heard.Segments, heard.Engine) { Model = heard.Model };
    }

    private async Task<Hearing> Hear(SpokenPiece piece, ReadOnlyMemory<byte> pcm, TranscriptionSettings settings, int halvings, CancellationToken ct)
    {
        var best = await Ask(piece, pcm, settings, ct);
        // A prompt has lost words before (whisper-engine.md §7): it is the first suspect.
        if (best.DoubtfulSeconds > 0 && settings.Prompt is not null)
        {
            settings = settings with { Prompt = null };
            best = Hearing.Better(best, await Ask(piece, pcm, settings, ct));
        }

        if (best.DoubtfulSeconds > 0 && halvings > 0 && SpokenHalves.Of(piece) is var (first, second))
            best = Hearing.Better(best, Hearing.Join(await Half(first), await Half(second)));
        return best;

        Task<Hearing> Half(SpokenPiece half) => Hear(half, piece.Piece.Slice(pcm, half.Piece.Start, half.Piece.End), settings, halvings - 1, ct);
    }

    private async Task<Hearing> Ask(SpokenPiece piece, ReadOnlyMemory<byte> pcm, TranscriptionSettings settings, CancellationToken ct)
    {
        var answer = await engine.Transcribe(pcm, settings, ct);
        var segments = SpeechOnsets.Snap(TranscriptAssembler.Place(piece.Piece, answer.Segments), piece.Speech);
        var heard = DoubtCheck.Of(piece, answer, segments);
        var (spoken, kept) = await opinion.Of(piece, heard.Segments, pcm, ct);
        return kept.Count == segments.Count ? heard : DoubtCheck.Of(spoken, answer, kept);
    }

    /// <summary>A piece of which the engine was unsure somewhere may be in another language than the one that it was told. Where the
    /// language was only found out, the piece is taken in its own; where it was asked for, that is said of the text.</summary>
    private async Task<Hearing> Otherwise(Hearing heard, SpokenPiece piece, ReadOnlyMemory<byte> pcm, TranscriptionSettings settings, CancellationToken ct)
    {
        if (!heard.Segments.Any(s => s.Confidence < Strange) || await vote.Other(piece, pcm, settings.Language!, ct) is not { } spoken) return heard;
        if (wishes.Language is not null)
            return heard with { Segments = [.. heard.Segments.Select(s => s with { Doubt = s.Doubt is null or Doubt.Unsure ? Doubt.OtherLanguage : s.Doubt })] };
        var other = await Hear(piece, pcm, settings with { Language = spoken }, MostHalvings, ct);
        return other.Confidence >= heard.Confidence ? other : heard;
    }
}
