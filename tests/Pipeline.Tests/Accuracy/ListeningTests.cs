using System.Globalization;
using Pipeline.Core.Transcripts;
using Pipeline.Tests.Support;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Accuracy;

/// <summary>The real model and detector on recordings that are put together here.</summary>
public sealed class ListeningTests
{
    /// <summary>Pieces of talks in which the names stand, and what the script says there. A name may be spelled worse in one sentence for it, and better in
    /// the next: together there are not more errors, and nowhere are words left out.</summary>
    [Fact]
    public async Task A_vocabulary_brings_its_names_and_costs_no_words()
    {
        await using var whisper = WhisperSetup.Real();
        var (before, after) = (0.0, 0.0);
        foreach (var (language, from, to) in ((string, double, double)[])[("es", 237.0, 283.0), ("fr", 137.0, 188.5)])
        {
            var wav = Sound.Wav(whisper, Sound.Of(whisper.Speech($"talk-{language}.ogg"), from, to));
            var script = string.Join(' ', Talk.Of(language).Parts.Where(p => p.Start >= from && p.End <= to).Select(p => p.Text));
            var without = await new Ear(whisper).Hear(wav, new ListeningWishes(language, [], false));
            var with = await new Ear(whisper).Hear(wav, new ListeningWishes(language, ["Digium", "Asterisk", "PBX"], false));
            var (wrongWithout, wrongWith) = (Wrong(script, without), Wrong(script, with));
            TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{language}: {wrongWithout:0} words wrong without, {wrongWith:0} with a vocabulary"));
            (before, after) = (before + wrongWithout, after + wrongWith);
            // "crear la" may be written "crearla".
            Assert.InRange(Unheard(script, with), 0, Unheard(script, without) + 1);
            Assert.InRange(with.Words.Count, without.Words.Count * 0.95, without.Words.Count * 1.05);
            Assert.Contains("Digium", with.Transcript.PlainText, StringComparison.Ordinal);
        }

        Assert.InRange(after, 0, before);
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

    private static double Wrong(string script, HeardRecording heard) => WordErrorRate.Of(script, heard.Transcript.PlainText) * WordErrorRate.Words(script).Length;

    private static int Unheard(string script, HeardRecording heard) => WordAlignment.Of(WordErrorRate.Words(script), [.. heard.Words.Select(w => w.Text)]).Count(pair => pair is null);
}
