using System.Globalization;
using Pipeline.Adapters.Processes;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>The command lines. Downloaded files are hostile: without the two lists a "video" that is a playlist was read together
/// with the file of another job that it named (media-and-drive.md §4).</summary>
public sealed class FfmpegCommands(FfmpegOptions options)
{
    private static readonly string[] Formats = ["-format_whitelist", "mov,matroska,mp3,wav,ogg,flac,mpegts,avi,aac,asf,flv"];
    private static readonly string[] FilesOnly = ["-protocol_whitelist", "file", .. Formats];
    private static readonly string[] Quiet = ["-nostdin", "-hide_banner", "-loglevel", "error", "-y"];
    private static readonly string[] FirstSound = ["-map", "0:a:0", "-vn", "-sn", "-dn"];

    /// <summary>Samples where the picture has them: silence for sound that begins after the picture and for gaps between time stamps.
    /// Without it ffmpeg writes packet after packet, and all subtitles come early by what was missing.</summary>
    private const string OnTime = "aresample=16000:async=1:first_pts=0";

    private TimeSpan Limit => TimeSpan.FromMinutes(options.TimeLimitMinutes);

    // ffprobe knows no -nostdin; every child's standard input is /dev/null anyway.
    public ToolCommand Probe(string path) => new(
        options.FfprobePath,
        ["-v", "error", .. FilesOnly, "-print_format", "json", "-show_format", "-show_streams", "-i", Input(path)]) { TimeLimit = TimeSpan.FromMinutes(2) };

    /// <summary>Raw 16 kHz mono s16 samples; progress on standard output.</summary>
    public ToolCommand Decode(string path, string pcmPath) => Samples([.. FilesOnly, "-i", Input(path)], pcmPath);

    /// <summary>The same of what comes on standard input: the same samples, as far as the bytes are the same.</summary>
    public ToolCommand DecodeStream(string pcmPath) => Samples(["-protocol_whitelist", "pipe", .. Formats, "-i", "pipe:0"], pcmPath) with { TimeLimit = null };

    public ToolCommand Extract(string path, AudioFormat format, string outPath) => new(
        options.FfmpegPath,
        [.. Open(path), .. format.Codec, "-max_muxing_queue_size", "4096", "-f", format.Muxer, "file:" + outPath]) { TimeLimit = Limit };

    private static string[] Open(string path) =>
        [.. Quiet, .. FilesOnly, "-i", Input(path), .. FirstSound];

    private ToolCommand Samples(string[] input, string pcmPath) => new(
        options.FfmpegPath,
        [
            .. Quiet, .. input, .. FirstSound, "-t", Seconds(TimeSpan.FromHours(options.MaxDurationHours)), "-af", OnTime, "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le",
            "-f", "s16le", "-nostats", "-progress", "pipe:1", "file:" + pcmPath,
        ]) { TimeLimit = Limit };

    /// <summary>The prefix stops names such as <c>concat:…</c> and <c>-x</c> from being more than names.</summary>
    private static string Input(string path) => "file:" + path;

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
