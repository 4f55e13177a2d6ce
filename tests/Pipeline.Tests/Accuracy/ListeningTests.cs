using System.Globalization;
using Pipeline.Core.Transcripts;
using Pipeline.Tests.Support;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Accuracy;

/// <summary>The real model and detector on recordings that are put together here.</summary>
public sealed class ListeningTests
{
    /// <summary>Pieces of talks in which the names stand, and what the script says there.</summary>
    [Theory]
    [InlineData("es", 237.0, 283.0)]
    [InlineData("fr", 137.0, 188.5)]
    public async Task A_vocabulary_brings_its_names_and_costs_no_words(string language, double from, double to)
    {
        await using var whisper = WhisperSetup.Real();
        var wav = Sound.Wav(whisper, Sound.Of(whisper.Speech($"talk-{language}.ogg"), from, to));
        var script = string.Join(' ', Talk.Of(language).Parts.Where(p => p.Start >= from && p.End <= to).Select(p => p.Text));
        var without = await new Ear(whisper).Hear(wav, new ListeningWishes(language, [], false));
        var with = await new Ear(whisper).Hear(wav, new ListeningWishes(language, ["Digium", "Asterisk", "PBX"], false));
        var (before, after) = (WordErrorRate.Of(script, without.Transcript.PlainText), WordErrorRate.Of(script, with.Transcript.PlainText));
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{language}: word error rate {100 * before:0.0} % without, {100 * after:0.0} % with a vocabulary"));
        Assert.InRange(after, 0, before);
        Assert.InRange(with.Words.Count, without.Words.Count * 0.95, without.Words.Count * 1.05);
        Assert.Contains("Digium", with.Transcript.PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_language_later_in_a_recording_is_heard_as_what_it_is()
    {
        await using var whisper = WhisperSetup.Real();
        var wav = Sound.Wav(whisper, Sound.Of(whisper.Speech("talk-en.ogg"), 0, 30), Sound.Silence(9), Sound.Of(whisper.Speech("talk-es.ogg"), 53.5, 83.1));
        var heard = await new Ear(whisper).Hear(wav);
        Assert.Equal("en", heard.Transcript.Language);
        Assert.Equal(["es"], heard.Transcript.OtherLanguages);
        Assert.Contains("usuarios", heard.Transcript.PlainText, StringComparison.OrdinalIgnoreCase);
    }
}
