using System.Globalization;
using System.Text.Json;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>Reads what ffprobe writes of a file. Its clock may begin anywhere; ours begins with the recording.</summary>
internal static class FfprobeAnswer
{
    /// <param name="isGuessed">The length is one that ffprobe worked out of size and bit rate.</param>
    public static MediaProbe Read(string json, bool isGuessed)
    {
        using var document = JsonDocument.Parse(json);
        var streams = document.RootElement.GetProperty("streams").EnumerateArray().ToList();
        var sounds = streams.Where(s => Text(s, "codec_type") == "audio").ToList();
        var picture = streams.Where(s => Text(s, "codec_type") == "video" && !IsCover(s)).ToList();

        var format = document.RootElement.GetProperty("format");
        var (name, start) = (Text(format, "format_name") ?? "", Number(Text(format, "start_time")) ?? 0);
        var length = Length(format, streams, name, start);
        var index = Enumerable.Range(0, sounds.Count).OrderByDescending(i => Choice(sounds[i])).FirstOrDefault();
        JsonElement? sound = sounds.Count > 0 ? sounds[index] : null;
        return new MediaProbe(name, length, sounds.Select(Codec).ElementAtOrDefault(index), picture.Select(Codec).FirstOrDefault())
        {
            Sounds = [.. sounds.Select(Codec)],
            Subtitles = [.. streams.Where(s => Text(s, "codec_type") == "subtitle").Select(Codec)],
            SoundIndex = index,
            Channels = sound is { } heard ? Channels(heard) : 0,
            SoundStart = sound is { } late && Number(Text(late, "start_time")) is { } begin ? Math.Max(0, begin - start) : 0,
            SoundSeconds = sound is { } one ? End(one, name, start, length) : null,
            IsLengthGuessed = isGuessed,
        };
    }

    private static double? Length(JsonElement format, List<JsonElement> streams, string name, double start)
    {
        var length = Positive(Number(Text(format, "duration")));
        // Each stream has the length of the file; the format's is that and where the last of them begins.
        if (name == "asf") return streams.Max(s => Positive(Number(Text(s, "duration")))) ?? length;
        // There it is where the clock stands at the end.
        return length - start > 0 && (IsOneOf(name, "matroska") || IsOneOf(name, "mov")) ? length - Math.Max(0, start) : length;
    }

    /// <summary>Other containers leave it to ffprobe, which then says of the sound what it knows of the file.</summary>
    private static double? End(JsonElement sound, string name, double start, double? length)
    {
        var end = IsOneOf(name, "matroska") ? Clock(sound)
            : IsOneOf(name, "mov") ? Number(Text(sound, "start_time")) + Positive(Number(Text(sound, "duration")))
            : null;
        return end - start is not { } seconds || seconds <= 0 ? null : Math.Min(seconds, length ?? seconds);
    }

    /// <summary>Matroska has no length of a stream; writers leave it in a tag: <c>00:00:20.008000000</c>, where the clock stands then.</summary>
    private static double? Clock(JsonElement stream)
    {
        if (!stream.TryGetProperty("tags", out var tags) || Text(tags, "DURATION")?.Split(':') is not [var hours, var minutes, var seconds]) return null;
        return (3600 * Number(hours)) + (60 * Number(minutes)) + Number(seconds);
    }

    /// <summary>As ffmpeg chooses: the default one, then the one with the most channels, then the first.</summary>
    private static (bool IsDefault, int Channels) Choice(JsonElement sound) =>
        (Is(sound, "default"), Channels(sound));

    private static int Channels(JsonElement sound) => sound.TryGetProperty("channels", out var channels) && channels.TryGetInt32(out var count) ? count : 0;

    /// <summary>The picture of an album is a video stream to ffmpeg.</summary>
    private static bool IsCover(JsonElement stream) => Is(stream, "attached_pic");

    private static bool Is(JsonElement stream, string disposition) =>
        stream.TryGetProperty("disposition", out var d) && d.TryGetProperty(disposition, out var flag) && flag.TryGetInt32(out var n) && n == 1;

    private static string Codec(JsonElement stream) => Text(stream, "codec_name") ?? "unknown";

    private static bool IsOneOf(string name, string container) => name.Split(',').Contains(container);

    private static string? Text(JsonElement e, string name) => e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null;

    private static double? Positive(double? number) => number > 0 ? number : null;

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
