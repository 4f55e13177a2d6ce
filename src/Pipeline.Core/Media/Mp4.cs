using System.Buffers.Binary;

namespace Pipeline.Core.Media;

/// <summary>What is to be known about MP4 files without opening them in a player.</summary>
public static class Mp4
{
    private static readonly string[] Pictures = ["h264", "hevc", "av1", "vp9", "mpeg4"];
    private static readonly string[] Sounds = ["aac", "mp3", "opus", "ac3", "eac3", "alac"];

    /// <summary>Whether the picture can stand in an mp4 as it is.</summary>
    public static bool Takes(MediaProbe probe) => Pictures.Contains(probe.VideoCodec);

    /// <summary>Whether sound of this codec can.</summary>
    public static bool TakesSound(string codec) => Sounds.Contains(codec);

    /// <summary>Whether the file is an mp4 (or mov) whose index (moov) stands before its data (mdat), so that it plays while it loads.
    /// ISO/IEC 14496-12: boxes of a length (32 bits; 1: 64 bits follow; 0: to the end) and a type of four letters.</summary>
    public static bool IndexComesFirst(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[16];
        for (var isFirst = true; file.ReadAtLeast(head, 16, throwOnEndOfStream: false) == 16; isFirst = false)
        {
            var type = head[4..8];
            if (isFirst && !type.SequenceEqual("ftyp"u8)) return false;
            if (type.SequenceEqual("moov"u8)) return true;
            if (type.SequenceEqual("mdat"u8)) return false;
            var length = BinaryPrimitives.ReadUInt32BigEndian(head) is var small and not 1 ? small : BinaryPrimitives.ReadInt64BigEndian(head[8..]);
            if (length < 8) return false;
            file.Seek(length - 16, SeekOrigin.Current);
        }

        return false;
    }
}
