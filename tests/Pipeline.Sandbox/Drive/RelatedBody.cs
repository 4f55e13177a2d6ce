using System.Text;

namespace Pipeline.Sandbox.Drive;

/// <summary>
/// The two parts of a multipart/related upload. Own reader, because Google's Python client ends lines with a bare line feed,
/// which Drive takes and ASP.NET's MultipartReader does not. Held in memory: multipart is for small files.
/// </summary>
internal sealed record RelatedBody(string Metadata, string? MediaType, ReadOnlyMemory<byte> Media)
{
    /// <exception cref="DriveRefusal">400 unless there are a metadata part and a media part.</exception>
    public static RelatedBody Parse(byte[] body, string boundary)
    {
        var parts = Split(body, Encoding.ASCII.GetBytes("--" + boundary));
        return parts.Count == 2
            ? new RelatedBody(Encoding.UTF8.GetString(Content(parts[0], out _).Span), TypeOf(parts[1], out var media), media)
            : throw DriveRefusal.BadRequest($"A multipart upload has two parts, metadata and media; this one has {parts.Count}.");
    }

    private static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, byte[] delimiter)
    {
        List<ReadOnlyMemory<byte>> parts = [];
        var start = Find(body.Span, delimiter, 0);
        while (start >= 0)
        {
            start += delimiter.Length;
            var end = Find(body.Span, delimiter, start);
            if (end >= 0)
            {
                parts.Add(WithoutLineEnd(body[start..end]));
            }

            start = end;
        }

        return parts;
    }

    private static string? TypeOf(ReadOnlyMemory<byte> part, out ReadOnlyMemory<byte> content)
    {
        content = Content(part, out var headers);
        const string Name = "content-type:";
        return headers.Split('\n').Select(l => l.Trim())
            .FirstOrDefault(l => l.StartsWith(Name, StringComparison.OrdinalIgnoreCase))?[Name.Length..].Trim();
    }

    /// <summary>What follows the first empty line.</summary>
    private static ReadOnlyMemory<byte> Content(ReadOnlyMemory<byte> part, out string headers)
    {
        var (lf, crlf) = (part.Span.IndexOf("\n\n"u8), part.Span.IndexOf("\n\r\n"u8));
        var bare = lf >= 0 && (crlf < 0 || lf < crlf);
        var at = bare ? lf : crlf;
        if (at < 0)
        {
            throw DriveRefusal.BadRequest("A part of the multipart body has no empty line between its headers and its content.");
        }

        headers = Encoding.ASCII.GetString(part.Span[..at]);
        return part[(at + (bare ? 2 : 3))..];
    }

    private static ReadOnlyMemory<byte> WithoutLineEnd(ReadOnlyMemory<byte> part) =>
        part.Span.EndsWith("\r\n"u8) ? part[..^2] : part.Span.EndsWith("\n"u8) ? part[..^1] : part;

    private static int Find(ReadOnlySpan<byte> body, byte[] what, int from)
    {
        var at = body[from..].IndexOf(what);
        return at < 0 ? -1 : from + at;
    }
}
