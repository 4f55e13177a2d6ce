using System.Globalization;
using System.Net.Http.Headers;

namespace Pipeline.Adapters.Egress;

/// <summary>A file on its way: <c>name.part</c> and, beside it, what the server said of it (<c>name.part.tag</c>: ETag, total size),
/// so that a later attempt continues the same content and never glues two files together.</summary>
internal sealed class PartFile(string directory, string fileName)
{
    private readonly string _tag = Path.Combine(directory, fileName + ".part.tag");

    /// <summary>Where the bytes go until all are there.</summary>
    internal string PartPath { get; } = Path.Combine(directory, fileName + ".part");

    internal string FinalPath { get; } = Path.Combine(directory, fileName);

    internal long Length => File.Exists(PartPath) ? new FileInfo(PartPath).Length : 0;

    /// <summary>Asks for the rest, on condition that it is still the same file.</summary>
    internal void Continue(HttpRequestMessage request)
    {
        if (Length == 0) return;
        request.Headers.Range = new RangeHeaderValue(Length, null);
        if (SavedTag() is { } tag) request.Headers.IfRange = new RangeConditionHeaderValue(tag);
    }

    /// <summary>True when this 206 answer begins where we stopped and belongs to the same file.</summary>
    internal bool Fits(HttpResponseMessage response) =>
        response.Content.Headers.ContentRange is { } range && range.From == Length
        && (SavedTotal() is not { } total || range.Length is null || range.Length == total)
        && (SavedTag() is not { } tag || response.Headers.ETag is null || response.Headers.ETag.Equals(tag));

    /// <summary>A 416 answer whose total is what we have: the last byte came, only the renaming did not.</summary>
    internal bool IsWholeBy(HttpResponseMessage response) =>
        response.Content.Headers.ContentRange?.Length is { } total && total == Length && (SavedTotal() ?? total) == total;

    internal void Discard()
    {
        File.Delete(PartPath);
        File.Delete(_tag);
    }

    /// <summary>Begins a new file; the tag is on disk before the first byte.</summary>
    internal FileStream Begin(HttpResponseMessage response)
    {
        Discard();
        // A weak tag promises no equal bytes: If-Range must not carry it (RFC 9110 §13.1.5).
        var tag = response.Headers.ETag is { IsWeak: false } strong ? strong.ToString() : "";
        File.WriteAllLines(_tag, [tag, response.Content.Headers.ContentLength?.ToString(CultureInfo.InvariantCulture) ?? ""]);
        return Open(FileMode.CreateNew);
    }

    internal FileStream Append() => Open(FileMode.Append);

    internal void Complete()
    {
        File.Move(PartPath, FinalPath, overwrite: true);
        File.Delete(_tag);
    }

    private FileStream Open(FileMode mode) => new(PartPath, mode, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: false);

    private EntityTagHeaderValue? SavedTag() => EntityTagHeaderValue.TryParse(TagLine(0), out var tag) ? tag : null;

    private long? SavedTotal() => long.TryParse(TagLine(1), NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : null;

    private string? TagLine(int index) => File.Exists(_tag) ? File.ReadLines(_tag).ElementAtOrDefault(index) : null;
}
