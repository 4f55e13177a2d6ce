using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Accuracy;

/// <summary>Ten minutes of each kind of sound in which nobody speaks; the real detector and the real model.</summary>
public sealed class NobodySpeaksTests
{
    [Theory]
    [InlineData("digital silence", "anullsrc=r=16000:cl=mono:d=600")]
    [InlineData("room tone", "anoisesrc=r=16000:c=brown:a=0.002:d=600:seed=7")]
    [InlineData("pink noise", "anoisesrc=r=16000:c=pink:a=0.3:d=600:seed=1")]
    [InlineData("melody", Sound.Melody + ":d=600")]
    [InlineData("arpeggio", Sound.Arpeggio + ":d=600")]
    [InlineData("organ", Sound.Organ + ":d=600")]
    public async Task Ten_minutes_without_a_voice_are_no_words(string what, string sound)
    {
        await using var whisper = WhisperSetup.Real();
        var heard = await new Ear(whisper).Hear(whisper.Sound(sound));
        Assert.True(heard.Transcript.PlainText.Length == 0, $"{what}: {heard.Transcript.PlainText}");
        Assert.Equal(600, heard.Transcript.Duration, 0.1);
    }
}
