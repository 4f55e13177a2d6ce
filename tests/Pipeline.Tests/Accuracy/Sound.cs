using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Accuracy;

/// <summary>Puts recordings together; 16 kHz mono s16.</summary>
internal static class Sound
{
    /// <summary>For ffmpeg's lavfi, <c>:d=SECONDS</c> to be added: triads with overtones that change every half second, and a beat.</summary>
    public const string Melody =
        "aevalsrc='0.2*sin(2*PI*t*220*pow(2,floor(mod(t*2,8))*2/12))+0.1*sin(2*PI*t*440*pow(2,floor(mod(t*2,8))*2/12))"
        + "+0.15*sin(2*PI*t*277*pow(2,floor(mod(t*2,8))*2/12))+0.3*sin(2*PI*90*t)*exp(-10*mod(t,0.5))':s=16000";

    /// <summary>Two voices of plain tones: Silero takes a third of a second of it for speech here and there.</summary>
    public const string Arpeggio = "aevalsrc='0.3*sin(2*PI*t*(220+110*floor(mod(t*2,5))))+0.15*sin(2*PI*t*440*pow(2,floor(mod(t*3,7))/12))':s=16000";

    /// <summary>Tones with overtones, one after the other: Silero takes its beginning for speech, and is almost certain of it.</summary>
    public const string Organ =
        "aevalsrc='0.2*(sin(2*PI*t*147*pow(2,floor(5*abs(sin(floor(t*5)*37)))*2/12))+0.7*sin(4*PI*t*147*pow(2,floor(5*abs(sin(floor(t*5)*37)))*2/12))"
        + "+0.5*sin(6*PI*t*147*pow(2,floor(5*abs(sin(floor(t*5)*37)))*2/12)))*min(1,mod(t*5,1)*8)':s=16000";

    private const int BytesPerSecond = 32_000;

    public static byte[] Of(string wav, double from = 0, double to = double.PositiveInfinity)
    {
        var pcm = WhisperSetup.Pcm(wav);
        int At(double seconds) => (int)Math.Min(pcm.Length, Math.Round(seconds * BytesPerSecond / 2) * 2);
        return pcm[At(from)..At(to)].ToArray();
    }

    public static byte[] Silence(double seconds) => new byte[(int)(seconds * BytesPerSecond)];

    /// <summary>As a file with the 44 bytes of a header, of which nobody reads more than that they are there.</summary>
    public static string Wav(WhisperSetup whisper, params byte[][] parts)
    {
        var path = whisper.Folder.File($"sound-{Guid.NewGuid():N}.wav");
        File.WriteAllBytes(path, [.. new byte[44], .. parts.SelectMany(p => p)]);
        return path;
    }
}
