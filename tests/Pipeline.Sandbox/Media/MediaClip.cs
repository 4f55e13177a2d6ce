using System.Globalization;

namespace Pipeline.Sandbox.Media;

/// <summary>Something to watch: a title, a sound, a length.</summary>
/// <param name="Name">As in the address, for instance <c>talk-en</c>.</param>
/// <param name="Sample">File of the samples folder; null when the sound is made by <paramref name="Sound"/>, or there is none.</param>
/// <param name="Sound">An ffmpeg lavfi source.</param>
/// <param name="Length">Cut to this.</param>
/// <param name="LoopOf">Made by repeating this clip without encoding it again.</param>
/// <param name="VideoRate">Bits a second of the picture.</param>
internal sealed record MediaClip(
    string Name, string Title, TimeSpan Length, string? Sample = null, string? Sound = null, MediaClip? LoopOf = null, int VideoRate = 160_000)
{
    /// <summary>Cut in the middle of a four-second pause; the reference text is tests/assets/talk-en-150s.json.</summary>
    public const double TalkEnSeconds = 142.64;

    private static readonly MediaClip LongBase =
        new("long-base", "A long talk", Seconds(318.831), "talk-en.ogg", VideoRate: 30_000);

    public static IReadOnlyList<MediaClip> Fixed { get; } =
    [
        new("jfk", "Ask not what your country can do for you", Seconds(11), "jfk.mp3"),
        new("talk-en", "Voices of a telephone exchange", Seconds(TalkEnSeconds), "talk-en.ogg"),
        new("talk-en-full", "Voices of a telephone exchange (whole)", Seconds(318.831), "talk-en.ogg"),
        new("talk-es", "Voces de una central", Seconds(465.598), "talk-es.ogg"),
        new("silence", "Twenty seconds of nothing", Seconds(20), Sound: "anullsrc=r=48000:cl=mono"),
        new("tone-noise", "Pink noise", Seconds(20), Sound: "anoisesrc=color=pink:amplitude=0.1:seed=7:r=48000"),
        new("mute", "A picture without sound", Seconds(20)),
    ];

    public bool HasSound => Sample is not null || Sound is not null || LoopOf is not null;

    /// <summary>A clip by name; <c>long-90</c> is ninety minutes.</summary>
    public static MediaClip? Find(string name)
    {
        const string Long = "long-";
        return name.StartsWith(Long, StringComparison.Ordinal)
            && int.TryParse(name[Long.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && minutes is > 0 and <= 24 * 60
                ? new MediaClip(name, $"A long talk of {minutes} minutes", TimeSpan.FromMinutes(minutes), LoopOf: LongBase)
                : Fixed.FirstOrDefault(c => c.Name == name);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
