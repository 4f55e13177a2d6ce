using Pipeline.Adapters.Storage;

namespace Pipeline.Tests.Storage;

public sealed class SecretBoxTests : IDisposable
{
    private readonly string _directory = Path.Combine(Directory.CreateTempSubdirectory("pipeline-secrets-").FullName, "data");

    private string KeyFile => Path.Combine(_directory, "secret.key");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_directory)!, recursive: true);

    [Fact]
    public void What_was_sealed_is_opened_also_after_a_restart()
    {
        var text = SecretBox.Open(_directory).Seal("geheim", "row-1");

        Assert.DoesNotContain("geheim", text, StringComparison.Ordinal);
        Assert.Equal("geheim", SecretBox.Open(_directory).Unseal(text, "row-1"));
    }

    [Fact]
    public void The_same_secret_never_looks_the_same_twice()
    {
        var box = SecretBox.Open(_directory);

        Assert.NotEqual(box.Seal("geheim", "row-1"), box.Seal("geheim", "row-1"));
    }

    [Fact]
    public void Another_row_another_key_or_a_changed_text_opens_nothing()
    {
        var box = SecretBox.Open(_directory);
        var text = box.Seal("geheim", "row-1");
        File.Delete(KeyFile);

        Assert.Null(SecretBox.Open(_directory).Unseal(text, "row-1"));
        Assert.Null(box.Unseal(text, "row-2"));
        Assert.Null(box.Unseal(text[..^8] + "AAAAAAA=", "row-1"));
        Assert.Null(box.Unseal("v1:AAAA", "row-1"));
        Assert.Null(box.Unseal("v1:?", "row-1"));
        Assert.Null(box.Unseal("geheim", "row-1"));
    }

    [Fact]
    public void Only_the_owner_may_read_the_key_and_look_into_the_directory()
    {
        if (OperatingSystem.IsWindows()) return;
        SecretBox.Open(_directory);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory));
        Assert.Equal([KeyFile], Directory.GetFiles(_directory));
    }

    [Fact]
    public void Processes_that_make_the_key_at_once_share_one()
    {
        var boxes = new SecretBox[8];
        Parallel.For(0, boxes.Length, i => boxes[i] = SecretBox.Open(_directory));
        var text = boxes[0].Seal("geheim", "row-1");

        Assert.All(boxes, box => Assert.Equal("geheim", box.Unseal(text, "row-1")));
    }

    [Fact]
    public void A_damaged_key_file_is_named()
    {
        SecretBox.Open(_directory);
        File.WriteAllText(KeyFile, "short");

        var refusal = Assert.Throws<StorageException>(() => SecretBox.Open(_directory));

        Assert.Contains(KeyFile, refusal.Message, StringComparison.Ordinal);
    }
}
