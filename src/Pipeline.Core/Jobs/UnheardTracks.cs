namespace Pipeline.Core.Jobs;

/// <summary>What a person is told beside "no speech": it may be on another track.</summary>
public static class UnheardTracks
{
    /// <summary>A sentence after a blank; empty where everything was listened to.</summary>
    public static string Hint(VideoJob job) => job.SoundTracks is > 1
        ? $" The file has {job.SoundTracks} sound tracks and only the default one was listened to: if the speech is on another one, make that the default."
        : "";
}
