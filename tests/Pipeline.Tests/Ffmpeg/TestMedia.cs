using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Adapters.Processes;

namespace Pipeline.Tests.Ffmpeg;

/// <summary>Small real media files, made by ffmpeg once a test run.</summary>
public static class TestMedia
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> Made = new();

    private const string Tone = "-f lavfi -i sine=frequency=440:duration=4 ";
    private const string Picture = "-f lavfi -i testsrc=duration=4:size=160x120:rate=10 -c:v libx264 -preset ultrafast ";

    public static Task<byte[]> Mp4() => Make("clip.mp4", Tone + Picture + "-c:a aac -movflags +faststart");

    /// <summary>As sites deliver it: no mp4, but nothing in it that an mp4 could not hold.</summary>
    public static Task<byte[]> WebmVp9() => Make("picture.webm", Tone + "-f lavfi -i testsrc=duration=4:size=160x120:rate=10 -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus");

    /// <summary>A picture that no mp4 holds.</summary>
    public static Task<byte[]> WebmVp8() => Make("old.webm", Tone + "-f lavfi -i testsrc=duration=4:size=160x120:rate=10 -c:v libvpx -c:a libvorbis");

    /// <summary>About 1.5 MB of moving noise, which a coarser encoding makes much smaller; its index at the end.</summary>
    public static Task<byte[]> LargeMp4() => Make("large.mp4", Tone + "-f lavfi -i testsrc2=duration=4:size=640x480:rate=25 -c:v libx264 -preset ultrafast -crf 4 -c:a aac");

    /// <summary>Encoded so coarsely that encoding it again cannot make it smaller.</summary>
    public static Task<byte[]> SmallMp4() => Make("small.mp4", Tone + "-f lavfi -i testsrc2=duration=4:size=320x240:rate=25 -c:v libx264 -preset fast -crf 45 -c:a aac -movflags +faststart");

    public static Task<byte[]> Mp4WithItsIndexAtTheEnd() => Make("end.mp4", Tone + "-c:a aac");

    public static Task<byte[]> Mp4WithoutSound() => Make("mute.mp4", Picture + "-an");

    public static Task<byte[]> WebmOpus() => Make("tone.webm", Tone + "-c:a libopus -ac 2 -ar 48000");

    public static Task<byte[]> OggVorbis() => Make("tone.ogg", Tone + "-c:a libvorbis");

    public static Task<byte[]> Mp3WithCover() => Make("tone.mp3", Tone + "-f lavfi -i color=red:size=32x32:duration=0.1 -map 0 -map 1 -frames:v 1 -c:v mjpeg -disposition:v attached_pic -c:a libmp3lame");

    public static Task<byte[]> Flac() => Make("tone.flac", Tone + "-c:a flac");

    public static Task<byte[]> Wav() => Make("tone.wav", Tone + "-c:a pcm_s16le");

    public static Task<byte[]> Ts() => Make("tone.ts", Tone + "-c:a aac -f mpegts");

    public static Task<byte[]> Mp4WithSilentFirstSound() => Make("silent-first.mp4", "-f lavfi -i anullsrc=duration=4 " + Tone + "-map 0:a -map 1:a -c:a aac -movflags +faststart");

    /// <summary>Its picture goes on for as long again as its sound; the container does not tell the two lengths apart.</summary>
    public static Task<byte[]> FlvWithSilentEnd() => Make("silent-end.flv", Tone + "-f lavfi -i testsrc=duration=8:size=160x120:rate=10 -c:v libx264 -preset ultrafast -c:a aac");

    /// <summary>About 3.5 MB of sound that no codec has made small.</summary>
    public static Task<byte[]> LargeMov() => Make("noise.mov", "-f lavfi -i anoisesrc=duration=20:sample_rate=44100 -ac 2 -c:a pcm_s16le -movflags +faststart");

    private static Task<byte[]> Make(string name, string arguments) => Made.GetOrAdd(name, _ => new Lazy<Task<byte[]>>(() => Run(name, arguments))).Value;

    private static async Task<byte[]> Run(string name, string arguments)
    {
        var directory = Directory.CreateTempSubdirectory("pipeline-media-").FullName;
        try
        {
            var path = Path.Combine(directory, name);
            string[] all = ["-nostdin", "-loglevel", "error", .. Split(arguments), path];
            var result = await new ProcessRunner(TimeProvider.System, NullLogger<ProcessRunner>.Instance).Run(new ToolCommand("ffmpeg", all));
            Assert.True(result.ExitCode == 0, string.Join('\n', result.ErrorTail));
            return await File.ReadAllBytesAsync(path);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>ffmpeg wants every input before the first output option.</summary>
    private static IEnumerable<string> Split(string arguments)
    {
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isInput = new bool[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] is "-f" && words.ElementAtOrDefault(i + 1) == "lavfi") isInput[i] = isInput[i + 1] = isInput[i + 2] = isInput[i + 3] = true;
        }

        return words.Where((_, i) => isInput[i]).Concat(words.Where((_, i) => !isInput[i]));
    }
}
