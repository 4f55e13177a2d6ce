using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Transcripts;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Accuracy;

/// <summary>A recording's way from its samples to its transcript, as the Transcribe stage goes it, without a job.</summary>
internal sealed class Ear(WhisperSetup whisper)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="wav">16 kHz mono s16 with 44 bytes of header.</param>
    /// <param name="wishes">Null: none, the language is found out.</param>
    public async Task<HeardRecording> Hear(string wav, ListeningWishes? wishes = null)
    {
        wishes ??= new ListeningWishes(null, [], false);
        var samples = wav + ".pcm";
        await File.WriteAllBytesAsync(samples, WhisperSetup.Pcm(wav), Ct);
        using var audio = new GrowingAudio(samples, Task.CompletedTask, TimeProvider.System);
        var workspace = new Workspace(Path.GetDirectoryName(wav)!, JobId.New(DateTimeOffset.UtcNow));
        var (listener, language) = (new PieceListener(whisper.Transcriber, whisper.Detector, wishes), new SpokenLanguage(wishes.Language));
        var pieces = new List<TranscribedPiece>();
        await foreach (var spoken in new SpeechPieces(new SpeechMap(whisper.Detector), whisper.Chunker).Of(workspace, audio, Ct))
        {
            pieces.Add(await listener.Listen(spoken, audio.Read(spoken.Piece, new SampleBuffer()), "f", language.Pinned, Ct));
            language.Heard(pieces[^1]);
        }

        return new HeardRecording(TranscriptAssembler.Assemble("", audio.Seconds, pieces), pieces);
    }
}
