using Pipeline.Core.Transcripts;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Whisper;

/// <summary>The real model on real speech.</summary>
public class WhisperTranscriberTests
{
    private const string Jfk = "And so my fellow Americans, ask not what your country can do for you, ask what you can do for your country.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Speech_becomes_its_words_with_times_and_the_language_is_found()
    {
        await using var whisper = WhisperSetup.Real();
        var answer = await whisper.Transcriber.Transcribe(WhisperSetup.Pcm(whisper.Speech("jfk.mp3")), new TranscriptionSettings(null), Ct);
        var text = string.Join(' ', answer.Segments.Select(s => s.Text));
        Assert.InRange(WordErrorRate.Of(Jfk, text), 0, 0.05);
        Assert.Equal("en", answer.Language);
        var words = answer.Segments.SelectMany(s => s.Words).ToList();
        Assert.Equal(WordErrorRate.Words(text), words.SelectMany(w => WordErrorRate.Words(w.Text)));
        var times = words.SelectMany(w => new[] { w.Start, w.End }).ToList();
        Assert.Equal(times.Order(), times);
        Assert.InRange(times[^1], 9, 11);
    }

    [Fact]
    public async Task Speech_is_translated_into_English_where_that_is_asked_for()
    {
        await using var whisper = WhisperSetup.Real();
        var speech = WhisperSetup.Pcm(whisper.Speech("talk-es.ogg"))[..(24 * 32_000)];
        var answer = await whisper.Transcriber.Transcribe(speech, new TranscriptionSettings("es", Translate: true), Ct);
        Assert.Equal("es", answer.Language);
        var words = answer.Segments.SelectMany(s => WordErrorRate.Words(s.Text)).ToList();
        Assert.Contains("already", words);
        Assert.DoesNotContain("agente", words);
    }

    [Fact]
    public async Task The_language_is_found_without_a_transcription()
    {
        await using var whisper = WhisperSetup.Real();
        Assert.Equal("es", await whisper.Transcriber.DetectLanguage(WhisperSetup.Pcm(whisper.Speech("talk-es.ogg"))[..(24 * 32_000)], Ct));
    }

    [Fact]
    public async Task The_fingerprint_names_engine_and_model()
    {
        await using var whisper = WhisperSetup.Real();
        Assert.Equal("whisper.cpp base-q4_k", whisper.Transcriber.Name);
        Assert.Contains("model=5c58eabac5ebd629437b7f09144e3995b8f62dc610660d779637bdd7c7372836", whisper.Transcriber.Fingerprint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_model_is_another_fingerprint()
    {
        await using var one = WhisperSetup.Scripted();
        await using var other = WhisperSetup.Real();
        Assert.NotEqual(one.Transcriber.Fingerprint, other.Transcriber.Fingerprint);
    }
}
