using System.Text;
using Pipeline.Core.Files;

namespace Pipeline.Tests.Files;

public sealed class FileNamesTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("A talk", "A talk.txt")]
    [InlineData("AC/DC: live? \"yes\"", "AC-DC- live- -yes-.txt")]
    [InlineData("evil\u202Egpj.exe", "evilgpj.exe.txt")]
    [InlineData("..", "Untitled.txt")]
    [InlineData(null, "Untitled.txt")]
    [InlineData("  two\tlines\nof it ", "two lines of it.txt")]
    public void A_title_becomes_a_file_name(string? title, string name) => Assert.Equal(name, FileNames.For(title, ".txt"));

    [Fact]
    public void A_folder_begins_with_the_day() => Assert.Equal("2026-11-23 - A talk v1.2", FileNames.Folder("A talk v1.2", Day));

    [Fact]
    public void A_long_name_keeps_its_extension()
    {
        var name = FileNames.Fit(new string('a', 300) + ".json");
        Assert.Equal(200, name.Length);
        Assert.EndsWith("a.json", name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_cut_by_bytes_between_characters()
    {
        var name = FileNames.Fit(string.Concat(Enumerable.Repeat("日", 100)) + ".mp4", 200);
        Assert.Equal(65 * 3 + 4, Encoding.UTF8.GetByteCount(name));
        Assert.EndsWith("日.mp4", name, StringComparison.Ordinal);
    }
}
