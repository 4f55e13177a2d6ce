using System.Net;
using System.Net.Sockets;
using Pipeline.Core.Checkups;
using Pipeline.Host.Api;
using Pipeline.Host.Health;
using Pipeline.Sandbox;

namespace Pipeline.Tests.Checkups;

public sealed class AddressCheckupTests
{
    [Fact]
    public async Task An_address_where_nothing_answers_or_something_else_is_said()
    {
        Assert.Contains("Nothing answers there", Assert.Single(await Look(FreeAddress())).Sentence, StringComparison.Ordinal);
        await using var other = await SandboxServer.StartAsync(ct: TestContext.Current.CancellationToken);
        var finding = Assert.Single(await Look(other.BaseAddress.ToString()));
        Assert.Equal(FindingLevel.Problem, finding.Level);
        Assert.Contains("but not a worker", finding.Sentence, StringComparison.Ordinal);
        Assert.Contains("Api:PublicAddress", finding.Repair, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_public_address_there_is_nothing_to_say() => Assert.Empty(await Look(""));

    private static async Task<IReadOnlyList<Finding>> Look(string address)
    {
        using var http = new HttpClient();
        return await new AddressCheckup(new ApiOptions { PublicAddress = address }, http).Look(TestContext.Current.CancellationToken);
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
    }
}
