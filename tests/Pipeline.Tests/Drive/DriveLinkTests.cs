using Pipeline.Adapters.Drive;

namespace Pipeline.Tests.Drive;

public sealed class DriveLinkTests
{
    [Theory]
    [InlineData("https://drive.google.com/file/d/1AbC_d-E2345/view?usp=sharing", "1AbC_d-E2345", null)]
    [InlineData("https://drive.google.com/file/d/1AbC_d-E2345", "1AbC_d-E2345", null)]
    [InlineData("https://drive.google.com/file/u/0/d/1AbC_d-E2345/preview", "1AbC_d-E2345", null)]
    [InlineData("https://drive.google.com/a/example.com/file/d/1AbC_d-E2345/edit", "1AbC_d-E2345", null)]
    [InlineData("https://DRIVE.google.com/open?id=1AbC_d-E2345", "1AbC_d-E2345", null)]
    [InlineData("https://drive.google.com/uc?export=download&id=1AbC_d-E2345", "1AbC_d-E2345", null)]
    [InlineData("https://drive.usercontent.google.com/download?id=1AbC_d-E2345&confirm=t", "1AbC_d-E2345", null)]
    [InlineData("https://drive.google.com/file/d/1AbC_d-E2345/view?usp=drive_link&resourcekey=0-XyZ_123456", "1AbC_d-E2345", "0-XyZ_123456")]
    public void A_link_as_people_copy_it_is_understood(string link, string id, string? key) =>
        Assert.Equal(new DriveLink(id, key), DriveLink.Parse(new Uri(link)));

    [Theory]
    [InlineData("https://drive.google.com/drive/folders/1AbC_d-E2345")]
    [InlineData("https://drive.google.com.evil.example/file/d/1AbC_d-E2345/view")]
    [InlineData("https://example.com/open?id=1AbC_d-E2345")]
    [InlineData("https://drive.google.com/open?id=..%2F..%2Fabout")]
    [InlineData("https://drive.google.com/file/d/short/view")]
    [InlineData("https://drive.google.com/")]
    public void Anything_else_is_not_a_Drive_file(string link) => Assert.Null(DriveLink.Parse(new Uri(link)));
}
