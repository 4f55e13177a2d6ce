namespace Pipeline.Core.Media;

/// <summary>Turns a media file into what the engine needs (ffmpeg).</summary>
public interface IAudioDecoder
{
    /// <summary>Decodes the sound that a player would choose into raw 16 kHz mono s16le samples: written as <see cref="GrowingAudio.Part"/>, where
    /// they can be read while they come, then renamed. Seconds decoded come back.</summary>
    /// <param name="probe">Of the file. Far less decoded than it promises means a truncated file (transient <c>truncated-media</c>).</param>
    Task<double> Decode(string mediaPath, MediaProbe probe, string pcmPath, IProgress<double> seconds, CancellationToken ct);

    /// <summary>The same for media that is still coming. Whether all of it came, and of the right file, is for the caller to say.</summary>
    /// <param name="media">Writes the media into the stream that it is given.</param>
    /// <exception cref="Jobs.JobFailureException">The container cannot be decoded from its beginning on, or is none.</exception>
    Task DecodeStream(Func<Stream, CancellationToken, Task> media, string pcmPath, CancellationToken ct);

    /// <summary>Whether the two channels are each other's opposite (a cable with the wrong polarity): made one, nothing is left of them.
    /// Goes through the whole file, so it is for those in which nobody was heard.</summary>
    Task<bool> CancelsOut(string mediaPath, MediaProbe probe, CancellationToken ct);
}
