using System.Globalization;

namespace Pipeline.Sandbox.Media;

/// <summary>Misbehaviour asked for in a media address.</summary>
/// <param name="Bps">Bytes a second; 0 = as fast as the reader takes them.</param>
/// <param name="Status">Answered instead of the file.</param>
/// <param name="Times">How many GETs of this address get <see cref="Status"/> or <see cref="Truncate"/>; null = all.</param>
/// <param name="Truncate">The connection is cut when this position in the file is reached.</param>
/// <param name="Stall">Nothing more is sent from this position on, and the connection stays open.</param>
/// <param name="Endless">No length, no end.</param>
/// <param name="NoRange">Range is ignored, as by a poor server.</param>
/// <param name="Redirect">302 to this address.</param>
/// <param name="IndexAtEnd">mp4 and m4a only: moov behind mdat (<c>moov=end</c>).</param>
internal sealed record MediaSwitches(
    long Bps, int? Status, int? Times, long? Truncate, long? Stall, bool Endless, bool NoRange, string? Redirect, bool IndexAtEnd)
{
    /// <summary>"v" says nothing: it makes a second address of the same file.</summary>
    private static readonly string[] Known =
        ["bps", "status", "times", "truncate", "stall", "endless", "norange", "redirect", "moov", "v"];

    /// <exception cref="FormatException">A name or value that is not a switch; a typing error would else test nothing.</exception>
    public static MediaSwitches Parse(IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(k => !Known.Contains(k)) is { } unknown)
        {
            throw new FormatException($"The media site has no switch '{unknown}'. It has: {string.Join(", ", Known)}.");
        }

        return new MediaSwitches(
            Number(query, "bps") ?? 0,
            (int?)Number(query, "status"),
            (int?)Number(query, "times"),
            Number(query, "truncate"),
            Number(query, "stall"),
            query["endless"] == "1",
            query["norange"] == "1",
            query["redirect"].FirstOrDefault(),
            query["moov"] == "end");
    }

    private static long? Number(IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var text))
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"The switch {name} needs a whole number, not '{text}'.");
    }
}
