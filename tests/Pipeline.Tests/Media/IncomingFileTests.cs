using Pipeline.Core.Media;

namespace Pipeline.Tests.Media;

/// <summary>The file of a download is found wherever its bytes lie by the time that somebody looks.</summary>
public sealed class IncomingFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pipeline-incoming-");
    private readonly IncomingFile _incoming = new(TimeProvider.System);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Whole => Path.Combine(_folder.FullName, "media.m4a");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Sound_that_was_renamed_before_anybody_looked_is_followed_under_its_new_name()
    {
        Tell(Whole + ".part", isWhole: false);
        var open = _incoming.Open(Ct);
        Assert.False(open.IsCompleted);
        await File.WriteAllBytesAsync(Whole, [1, 2, 3], Ct);
        Tell(Whole, isWhole: true);

        using var file = await open;
        var bytes = new byte[8];
        Assert.Equal(3, await file!.Read(0, bytes, Ct));
        Assert.Equal([1, 2, 3], bytes[..3]);
    }

    [Fact]
    public async Task Sound_that_is_renamed_while_it_is_followed_stays_the_same()
    {
        await File.WriteAllBytesAsync(Whole + ".part", [1, 2], Ct);
        Tell(Whole + ".part", isWhole: false);
        using var file = await _incoming.Open(Ct);
        await File.AppendAllBytesAsync(Whole + ".part", [3], Ct);
        File.Move(Whole + ".part", Whole);
        Tell(Whole, isWhole: true);
        Assert.Equal(3, await file!.Read(0, new byte[8], Ct));
    }

    [Fact]
    public async Task A_download_that_ends_without_a_name_for_what_it_wrote_cannot_be_followed()
    {
        Tell(Whole + ".part", isWhole: false);
        var open = _incoming.Open(Ct);
        _incoming.End();
        Assert.Null(await open);
    }

    private void Tell(string path, bool isWhole) =>
        _incoming.Watching(new Progress<DownloadProgress>()).Report(new DownloadProgress(0, null, null) { Sound = new IncomingSound(path, isWhole) });
}
