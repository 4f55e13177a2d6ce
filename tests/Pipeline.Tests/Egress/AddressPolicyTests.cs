using System.Net;
using Pipeline.Adapters.Egress;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Egress;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("168.63.129.16")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    public void A_special_address_is_not_public(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("192.0.1.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    public void An_ordinary_address_is_public(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:169.254.169.254]")]
    public async Task However_it_is_written_a_private_address_is_refused(string host)
    {
        var e = await Assert.ThrowsAsync<JobFailureException>(() => Policy().Resolve(host, 80, default));

        Assert.Equal((ErrorClass.Permanent, "private-address"), (e.Error.Class, e.Error.Code));
        Assert.Contains(host, e.Error.Sentence);
    }

    [Theory]
    [InlineData("127.0.0.1:5005", "127.0.0.1", 5005, true)]
    [InlineData("127.0.0.1:5005", "127.0.0.1", 5006, false)]
    [InlineData("127.0.0.1:5005", "localhost", 5005, false)]
    [InlineData("127.0.0.1", "127.0.0.1", 1, true)]
    [InlineData("LocalHost", "localhost", 80, true)]
    [InlineData("[::1]:80", "::1", 80, true)]
    public async Task Only_what_is_allowed_by_name_and_port_passes(string entry, string host, int port, bool passes)
    {
        var resolve = Policy(entry).Resolve(host, port, default);

        if (passes) Assert.NotEmpty(await resolve);
        else await Assert.ThrowsAsync<JobFailureException>(() => resolve);
    }

    [Theory]
    [InlineData("http://x")]
    [InlineData("x:0")]
    [InlineData("x:99999")]
    [InlineData("a b")]
    [InlineData("")]
    public void An_unreadable_entry_is_named_at_the_start(string entry) =>
        Assert.Contains(new EgressOptions { AllowedPrivateHosts = [entry] }.Problems(), p => p.StartsWith("Egress:AllowedPrivateHosts", StringComparison.Ordinal));

    [Theory]
    [InlineData("ERROR: [generic] Unable to download webpage: HTTP Error 403: pipeline-egress-denied 127.0.0.1 (caused by <HTTPError 403>)", "127.0.0.1")]
    [InlineData("Tunnel connection failed: 403 pipeline-egress-denied intern.example>", "intern.example")]
    [InlineData("[http @ 0x5] HTTP error 403 pipeline-egress-denied [::1]", "[::1]")]
    [InlineData("403: pipeline-egress-denied 10.0.0.1.", "10.0.0.1")]
    public void A_denial_is_found_in_what_a_tool_writes(string text, string host) => Assert.Contains($"({host})", EgressDenial.Find(text)!.Error.Sentence);

    private static AddressPolicy Policy(params string[] allowed) => new(new EgressOptions { AllowedPrivateHosts = [.. allowed] });
}
