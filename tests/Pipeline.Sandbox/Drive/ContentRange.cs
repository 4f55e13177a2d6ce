using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Sandbox.Drive;

/// <summary>The Content-Range of an upload PUT: <c>bytes 0-99/200</c>, <c>bytes 0-99/*</c>, <c>bytes */200</c>, <c>bytes */*</c>.</summary>
/// <param name="Start">First byte; null in a status query.</param>
/// <param name="End">Last byte, inclusive.</param>
/// <param name="Total">Size of the whole file; null while unknown.</param>
internal sealed partial record ContentRange(long? Start, long? End, long? Total)
{
    public bool IsStatusQuery => Start is null;

    public long Length => End!.Value - Start!.Value + 1;

    public bool IsLast => Total is { } total && End == total - 1;

    /// <exception cref="DriveRefusal">400 when the header is not one of the four forms.</exception>
    public static ContentRange Parse(string header)
    {
        var match = Form().Match(header);
        if (!match.Success)
        {
            throw Bad(header);
        }

        var range = new ContentRange(Number(match, "start"), Number(match, "end"), Number(match, "total"));
        return range.Start > range.End || range.End >= range.Total ? throw Bad(header) : range;
    }

    private static DriveRefusal Bad(string header) => DriveRefusal.Invalid($"Failed to parse Content-Range header: {header}");

    private static long? Number(Match match, string group) =>
        match.Groups[group].Success ? long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^bytes (?:(?<start>\d{1,18})-(?<end>\d{1,18})|\*)/(?:(?<total>\d{1,18})|\*)$")]
    private static partial Regex Form();
}
