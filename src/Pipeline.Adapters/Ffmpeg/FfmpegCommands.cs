using System.Globalization;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>The command lines. Downloaded files are hostile: without the two lists a "video" that is a playlist was read together
/// with the file of another job that it named (media-and-drive.md §4).</summary>
public sealed class FfmpegCommands(FfmpegOptions options)
{
    /// <summary>Those that hold what they play; none of them names other files.</summary>
    private static readonly string[] Formats =
        ["-format_whitelist", "mov,matroska,mp3,wav,ogg,flac,mpegts,avi,aac,asf,flv,mpeg,mxf,aiff,caf,au,w64,wv,ac3,eac3,amr"];

    private static readonly string[] FilesOnly = ["-protocol_whitelist", "file", .. Formats];
    private static readonly string[] Quiet = ["-nostdin", "-hide_banner", "-loglevel", "error", "-y"];

    /// <summary>Which one is for ffmpeg to say, of a file as of what comes through a pipe, where nobody could look before.</summary>
    private static readonly string[] Sound = ["-vn", "-sn", "-dn"];

    /// <summary>Samples where the picture has them: silence for sound that begins after the picture and for gaps between time stamps.
    /// Without it ffmpeg writes packet after packet, and all subtitles come early by what was missing.</summary>
    private const string OnTime = "aresample=16000:async=1:first_pts=0";

    private TimeSpan Limit => TimeSpan.FromMinutes(options.TimeLimitMinutes);

    // ffprobe knows no -nostdin; every child's standard input is /dev/null anyway.
    public ToolCommand Probe(string path) => new(
        options.FfprobePath,
        ["-v", "warning", .. FilesOnly, "-print_format", "json", "-show_format", "-show_streams", "-i", File(path)]) { TimeLimit = TimeSpan.FromMinutes(2) };

    /// <summary>Raw 16 kHz mono s16 samples; progress on standard output.</summary>
    public ToolCommand Decode(string path, MediaProbe probe, string pcmPath) => Samples([.. Input(path), .. Sound], (probe.FirstChannelOnly ? "pan=mono|c0=c0," : "") + OnTime + Late(probe), pcmPath);

    /// <summary>The same of what comes on standard input: the same samples, as far as the bytes are the same. A download may take hours.</summary>
    public ToolCommand DecodeStream(string pcmPath) =>
        Samples([.. Quiet, "-protocol_whitelist", "pipe", .. Formats, "-i", "pipe:0", .. Sound], OnTime, pcmPath) with { TimeLimit = null };

    /// <summary>How loud a mix of both channels is, and the first by itself: two lines on standard error.</summary>
    public ToolCommand Loudness(string path) => new(
        options.FfmpegPath,
        [
            .. Input(path).Select(a => a == "error" ? "info" : a), .. Sound,
            "-af", "pan=stereo|c0=0.5*c0+0.5*c1|c1=c0,astats=measure_perchannel=RMS_level:measure_overall=none", "-f", "null", "-nostats", "-",
        ]) { TimeLimit = Limit };

    /// <summary>Goes through all that is there without decoding it: how far that reaches is its last progress.</summary>
    public ToolCommand Reach(string path) => new(
        options.FfmpegPath,
        [
            .. Input(path), "-map", "0:v?", "-map", "0:a?", "-map", "0:s?", "-map", "0:d?", "-copy_unknown", "-c", "copy",
            "-f", "null", "-nostats", "-progress", "pipe:1", "-",
        ]) { TimeLimit = Limit };

    public ToolCommand Extract(string path, MediaProbe probe, SoundTrack track, string outPath) => new(
        options.FfmpegPath, [.. Input(path), "-map", $"0:a:{probe.SoundIndex}", .. track.Codec, .. Write(track.Muxer, outPath)]) { TimeLimit = Limit };

    /// <summary>Streams as they are. HEVC gets the tag that Apple's players ask for.</summary>
    public ToolCommand Remux(string path, MediaProbe probe, SubtitleTrack? subtitles, string outPath) => new(
        options.FfmpegPath,
        [
            .. Input(path), .. subtitles is null ? [] : (string[])["-protocol_whitelist", "file", "-f", "srt", "-i", File(subtitles.SrtPath)],
            "-map", "0:v:0", "-c:v", "copy", .. probe.VideoCodec == "hevc" ? (string[])["-tag:v", "hvc1"] : [], .. Mp4Tracks.Sound(probe), .. Mp4Tracks.Subtitles(probe, subtitles),
            "-movflags", "+faststart", .. Write("mp4", outPath),
        ]) { TimeLimit = Limit };

    /// <summary>Last in line for the processor: speech recognition of other jobs goes first.</summary>
    /// <param name="limit">Bytes after which it ends, cut off.</param>
    public ToolCommand Compress(string path, MediaProbe probe, long limit, string outPath) => new(
        options.FfmpegPath,
        [
            .. Input(path), "-map", "0:v:0", "-map", "0:a?", .. Mp4Tracks.Subtitles(probe, null), "-vf", string.Create(CultureInfo.InvariantCulture, $"scale=-2:trunc(min({options.CompressMaxHeight}\\,ih)/2)*2"),
            "-c:v", "libx264", "-preset", options.CompressPreset, "-crf", options.CompressCrf.ToString(CultureInfo.InvariantCulture), "-pix_fmt", "yuv420p",
            "-c:a", "aac", "-b:a", "96k", "-movflags", "+faststart", "-fs", limit.ToString(CultureInfo.InvariantCulture), .. Write("mp4", outPath),
        ]) { TimeLimit = TimeSpan.FromMinutes(options.CompressTimeLimitMinutes), Nice = 10 };

    private ToolCommand Samples(string[] open, string filters, string pcmPath) => new(
        options.FfmpegPath,
        [
            .. open, "-t", Seconds(TimeSpan.FromHours(options.MaxDurationHours)), "-af", filters, "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le",
            "-f", "s16le", "-nostats", "-progress", "pipe:1", File(pcmPath),
        ]) { TimeLimit = Limit };

    /// <summary>In containers of broadcasting, whose clocks jump, ffmpeg lets time begin with the first stream that it uses: what the
    /// sound is late by is put back. They are read from the whole file only.</summary>
    private static string Late(MediaProbe probe) => probe is { Container: "mpegts" or "mpeg", SoundStart: > 0 }
        ? string.Create(CultureInfo.InvariantCulture, $",adelay={Math.Round(probe.SoundStart * GrowingAudio.SampleRate)}S:all=1")
        : "";

    private static string[] Input(string path) => [.. Quiet, .. FilesOnly, "-i", File(path)];

    private static string[] Write(string muxer, string path) =>
        ["-max_muxing_queue_size", "4096", "-f", muxer, "-nostats", "-progress", "pipe:1", File(path)];

    /// <summary>The prefix stops names such as <c>concat:…</c> and <c>-x</c> from being more than names.</summary>
    private static string File(string path) => "file:" + path;

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
