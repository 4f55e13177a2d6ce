using System.Security.Cryptography;
using Pipeline.Core.Media;
using Pipeline.Tests.Ffmpeg;

namespace Pipeline.Tests.Media;

public sealed class StreamableContainerTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-test-").FullName;
    private readonly TaskCompletionSource _end = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task An_index_at_the_front_is_seen_with_the_first_bytes_and_one_at_the_end_too()
    {
        Assert.True(await Check((await TestMedia.Mp4())[..64]));
        Assert.False(await Check((await TestMedia.Mp4WithItsIndexAtTheEnd())[..64]));
    }

    [Fact]
    public async Task Other_containers_are_known_by_their_first_bytes()
    {
        foreach (var media in (Task<byte[]>[])[TestMedia.WebmOpus(), TestMedia.OggVorbis(), TestMedia.Flac(), TestMedia.Wav()])
            Assert.True(await Check((await media)[..16]));
        Assert.False(await Check((await TestMedia.Mp3WithCover())[..16]));
        Assert.False(await Check("<html><body>Not a video"u8.ToArray()));
    }

    [Fact]
    public async Task It_waits_for_bytes_and_gives_up_at_the_end()
    {
        await using var writer = new FileStream(Path.Combine(_directory, "a"), FileMode.Create, FileAccess.Write, FileShare.None);
        using var file = Follow("a");
        var check = StreamableContainer.Check(file, Ct);
        await writer.WriteAsync((await TestMedia.Mp4()).AsMemory(0, 20), Ct);
        await writer.FlushAsync(Ct);
        Assert.False(check.IsCompleted);
        _end.SetResult();
        Assert.False(await check);
    }

    [Fact]
    public async Task A_followed_file_is_copied_to_its_end_through_a_renaming_and_known_by_its_hash()
    {
        var bytes = await TestMedia.LargeMov();
        var (part, whole) = (Path.Combine(_directory, "a.part"), Path.Combine(_directory, "a"));
        await using var writer = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None);
        using var file = Follow("a.part");
        var copy = new MemoryStream();
        var copying = file.CopyTo(copy, Ct);
        await writer.WriteAsync(bytes.AsMemory(0, 1_000_000), Ct);
        await writer.FlushAsync(Ct);
        await writer.WriteAsync(bytes.AsMemory(1_000_000), Ct);
        await writer.FlushAsync(Ct);
        File.Move(part, whole);
        _end.SetResult();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), await copying);
        Assert.Equal(bytes, copy.ToArray());
    }

    private async Task<bool> Check(byte[] start)
    {
        var name = Guid.NewGuid().ToString("N");
        await File.WriteAllBytesAsync(Path.Combine(_directory, name), start, Ct);
        using var file = Follow(name);
        return await StreamableContainer.Check(file, Ct);
    }

    private FollowedFile Follow(string name) => FollowedFile.Open(Path.Combine(_directory, name), _end.Task, TimeProvider.System)!;
}
