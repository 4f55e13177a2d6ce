using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core.Channels;
using Pipeline.Host.Configuration;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Configuration;

/// <summary>Edits of the channels file while the worker runs.</summary>
public sealed class ChannelsWatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ChannelCatalog _catalog;
    private readonly ChannelsWatch _watch;
    private int _edits;

    public ChannelsWatchTests()
    {
        Write("""{"channels":{"a":{"action":"update_origin","name_format":"one"}}}""");
        _catalog = ChannelsFile.Load(Path);
        _watch = new ChannelsWatch(_catalog, new ChannelsOptions { File = Path }, TimeProvider.System, NullLogger<ChannelsWatch>.Instance);
        _watch.Edited += () => _edits++;
    }

    private string Path => _folder.File("channels.json");

    public void Dispose()
    {
        _watch.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_good_edit_is_in_use_at_once_and_work_under_way_keeps_what_it_has()
    {
        var underWay = _catalog.Find("a")!;
        Edit("""{"channels":{"a":{"action":"update_origin","name_format":"two"},"b":{"action":"update_origin"}}}""");
        Assert.Equal("two", _catalog.Find("a")!.NameFormat);
        Assert.NotNull(_catalog.Find("b"));
        Assert.Equal("one", underWay.NameFormat);
    }

    [Fact]
    public void A_broken_edit_changes_nothing_and_says_why_until_it_is_mended()
    {
        Edit("""{"channels":{"a":{"action":"update_origin","name_formt":"two"}}}""");
        Assert.Equal("one", _catalog.Find("a")!.NameFormat);
        Assert.Contains("channels.a.name_formt: unknown key. Did you mean name_format?", Assert.Single(_watch.Problems), StringComparison.Ordinal);

        Edit("""{"channels":{"a":{"action":"update_origin","name_format":"two"}}}""");
        Assert.Empty(_watch.Problems);
        Assert.Equal("two", _catalog.Find("a")!.NameFormat);
    }

    [Fact]
    public void A_file_that_vanishes_leaves_the_channels_as_they_were()
    {
        File.Delete(Path);
        _watch.Look();
        Assert.Contains("does not exist", Assert.Single(_watch.Problems), StringComparison.Ordinal);
        Assert.NotNull(_catalog.Find("a"));
    }

    /// <summary>Its jobs and their writes are still under way.</summary>
    [Fact]
    public void A_channel_that_was_taken_out_takes_no_new_work_but_is_known_to_the_old()
    {
        Edit("""{"channels":{"b":{"action":"update_origin"}}}""");
        Assert.Null(_catalog.Find("a"));
        Assert.DoesNotContain(_catalog.All, c => c.Name == "a");
        Assert.Equal("one", _catalog.FindKnown("a")!.NameFormat);
    }

    [Fact]
    public void A_file_that_was_only_touched_is_no_edit()
    {
        File.SetLastWriteTimeUtc(Path, File.GetLastWriteTimeUtc(Path).AddMinutes(1));
        _watch.Look();
        Assert.Equal(0, _edits);
    }

    private void Edit(string text)
    {
        var before = File.GetLastWriteTimeUtc(Path);
        Write(text);
        // Two writes within one tick of the file system's clock must not look like one.
        if (File.GetLastWriteTimeUtc(Path) == before) File.SetLastWriteTimeUtc(Path, before.AddSeconds(1));
        _watch.Look();
        Assert.True(_edits > 0);
    }

    private void Write(string text) => File.WriteAllText(Path, text);
}
