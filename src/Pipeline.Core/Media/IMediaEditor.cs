using Pipeline.Core.Channels;

namespace Pipeline.Core.Media;

/// <summary>Makes files out of a recording (ffmpeg). Each is written as .part and renamed when it is whole; progress is in seconds of the recording.</summary>
public interface IMediaEditor
{
    /// <summary>What decides how <see cref="Compress"/> encodes, in one word: another one is another file.</summary>
    string Compression { get; }

    /// <summary>Takes the sound out as a file of its own, without encoding it again where format and codec allow it; returns its path
    /// (<paramref name="pathWithoutExtension"/> plus .m4a, .mp3, .ogg …).</summary>
    Task<string> ExtractAudio(string mediaPath, MediaProbe probe, AudioFormat format, string pathWithoutExtension, IProgress<double> seconds, CancellationToken ct);

    /// <summary>Puts the streams as they are into an mp4 whose index stands first; sound that an mp4 cannot hold becomes AAC, subtitles that
    /// are text stay. The picture must fit (<see cref="Mp4.Takes"/>).</summary>
    /// <param name="subtitles">A further track that can be switched on; null: none.</param>
    Task Remux(string mediaPath, MediaProbe probe, SubtitleTrack? subtitles, string mp4Path, IProgress<double> seconds, CancellationToken ct);

    /// <summary>Encodes picture and sound again, smaller; subtitles that are text stay. Ends early, with a file that is cut off, as soon as it is clear that it will not
    /// be a tenth smaller: the caller compares sizes.</summary>
    Task Compress(string mediaPath, MediaProbe probe, string mp4Path, IProgress<double> seconds, CancellationToken ct);
}
