using System.Text;
using Pipeline.Host.Api;

namespace Pipeline.Tests.Api;

/// <summary>Both test vectors of contract notion-api.md §6, and what must not pass.</summary>
public sealed class NotionSignatureTests
{
    private const string Token = "secret_abc123_verification_token";
    private const string Body = """{"id":"evt_1","type":"page.created"}""";
    private const string Hash = "942ac06e288d4872c2c3944cb92793dabf59e7b005dab9c6f883aff7132c686c";

    [Theory]
    [InlineData("secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl", """{"verification_token":"secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl"}""", "461e8cbcba8a75c3edd866f0e71280f5a85cbf21eff040ebd10fe266df38a735")]
    [InlineData(Token, Body, Hash)]
    public void The_published_vectors_match(string token, string body, string hash) =>
        Assert.True(NotionSignature.Matches(token, Encoding.UTF8.GetBytes(body), "sha256=" + hash));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData(Hash)]
    [InlineData("sha1=" + Hash)]
    [InlineData("sha256=842ac06e288d4872c2c3944cb92793dabf59e7b005dab9c6f883aff7132c686c")]
    public void Anything_else_does_not(string? header) => Assert.False(NotionSignature.Matches(Token, Encoding.UTF8.GetBytes(Body), header));

    /// <summary>The same JSON written anew has other bytes.</summary>
    [Fact]
    public void Only_the_raw_bytes_count() =>
        Assert.False(NotionSignature.Matches(Token, Encoding.UTF8.GetBytes("""{ "id": "evt_1", "type": "page.created" }"""), "sha256=" + Hash));
}
