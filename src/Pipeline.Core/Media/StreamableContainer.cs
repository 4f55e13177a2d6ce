using System.Buffers.Binary;

namespace Pipeline.Core.Media;

/// <summary>Whether a file can be decoded from its beginning on while it comes: containers that ffmpeg reads from a pipe
/// (whisper-engine.md §5) and decodes into the very samples that it makes of the whole file. MP3 is not among them: the last
/// hundredths of a second come out differently. Told by their first bytes.</summary>
public static class StreamableContainer
{
    private const int HeadLength = 16;

    public static async Task<bool> Check(FollowedFile file, CancellationToken ct)
    {
        var head = new byte[HeadLength];
        if (await file.Read(0, head, ct) < HeadLength) return false;
        return Is(head, 4, "ftyp"u8) ? await IndexComesFirst(file, ct) : IsKnown(head);
    }

    private static bool IsKnown(ReadOnlySpan<byte> head) =>
        Is(head, 0, [0x1A, 0x45, 0xDF, 0xA3]) // Matroska, WebM
        || Is(head, 0, "OggS"u8) || Is(head, 0, "fLaC"u8)
        || (Is(head, 0, "RIFF"u8) && Is(head, 8, "WAVE"u8));

    /// <summary>ISO/IEC 14496-12: boxes of a length (32 bits; 1: 64 bits follow) and a type. An mp4 whose data (mdat) comes before its
    /// index (moov) says nothing until its end is there.</summary>
    private static async Task<bool> IndexComesFirst(FollowedFile file, CancellationToken ct)
    {
        var head = new byte[HeadLength];
        for (long at = 0; await file.Read(at, head, ct) == HeadLength;)
        {
            if (Is(head, 4, "moov"u8) || Is(head, 4, "moof"u8)) return true;
            if (Is(head, 4, "mdat"u8)) return false;
            var length = BinaryPrimitives.ReadUInt32BigEndian(head) is var small and not 1 ? small : BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(8));
            if (length < 8) return false;
            at += length;
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<byte> head, int at, ReadOnlySpan<byte> mark) => head[at..].StartsWith(mark);
}
