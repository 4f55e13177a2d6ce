using Pipeline.Core.Media;

namespace Pipeline.Adapters.Drive;

/// <summary>A name from the outside made fit for a Drive listing; a long one keeps its extension.</summary>
internal static class DriveName
{
    public static string Clean(string name)
    {
        var clean = MediaTitle.Clean(name) ?? "untitled";
        var extension = Path.GetExtension(name) is { Length: > 1 and <= 6 } text ? MediaTitle.Clean(text) ?? "" : "";
        if (clean.EndsWith(extension, StringComparison.Ordinal)) return clean;
        var cut = Math.Min(clean.Length, MediaTitle.MaxLength - extension.Length);
        return clean[..(char.IsHighSurrogate(clean[cut - 1]) ? cut - 1 : cut)].TrimEnd() + extension;
    }
}
