namespace Pipeline.Core.Channels;

/// <summary>What the sound file beside the video is.</summary>
public enum AudioFormat
{
    /// <summary>As it is in the video, without encoding it again.</summary>
    Original,

    /// <summary>AAC in an .m4a file.</summary>
    M4a,

    /// <summary>MP3.</summary>
    Mp3,
}
