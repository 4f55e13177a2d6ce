using System.Net;
using System.Net.Sockets;
using System.Text;
using Pipeline.Adapters.Egress;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Egress;

public sealed class EgressProxyTests : IAsyncLifetime
{
    private EgressRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await EgressRig.Start();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Plain_requests_pass_in_origin_form_without_the_proxys_headers()
    {
        string? seen = null;
        _rig.Site.Handle("/a", async c =>
        {
            seen = c.Request.Headers["Proxy-Authorization"].ToString();
            using var body = new StreamReader(c.Request.Body);
            await Results(c, await body.ReadToEndAsync());
        });

        var answer = await Exchange($"POST {_rig.Site.Url("/a?x=1")} HTTP/1.1\r\nHost: 127.0.0.1\r\nProxy-Authorization: x\r\nContent-Length: 4\r\n\r\nbody");

        Assert.StartsWith("HTTP/1.1 200 OK", answer);
        Assert.EndsWith("?x=1 body", answer);
        Assert.Equal("", seen);
    }

    [Fact]
    public async Task A_tunnel_passes_to_an_allowed_address()
    {
        _rig.Site.Serve("/a", "hello"u8.ToArray(), "text/plain");

        var answer = await Exchange($"CONNECT 127.0.0.1:{_rig.Site.Port} HTTP/1.1\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200 OK", answer);
        Assert.EndsWith("hello", answer);
    }

    [Theory]
    [InlineData("CONNECT 127.0.0.1:{0} HTTP/1.1")]
    [InlineData("CONNECT [::1]:{0} HTTP/1.1")]
    [InlineData("GET http://127.0.0.1:{0}/a HTTP/1.1")]
    [InlineData("GET http://2130706433:{0}/a HTTP/1.1")]
    public async Task A_private_address_is_denied_in_a_way_that_children_write_out(string request)
    {
        var answer = await Exchange(string.Format(System.Globalization.CultureInfo.InvariantCulture, request, _rig.Secret.Port) + "\r\nHost: x\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 403 pipeline-egress-denied ", answer);
        Assert.NotNull(EgressDenial.Find(answer));
        Assert.Empty(_rig.Secret.Requests);
    }

    [Theory]
    [InlineData("GET /a HTTP/1.1")]
    [InlineData("GET ftp://x/a HTTP/1.1")]
    [InlineData("CONNECT x HTTP/1.1")]
    [InlineData("nonsense")]
    public async Task What_is_no_proxy_request_is_refused(string request) =>
        Assert.StartsWith("HTTP/1.1 400", await Exchange(request + "\r\n\r\n"));

    [Fact]
    public async Task A_server_that_is_not_there_answers_502()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        _rig.Options.AllowedPrivateHosts = [$"127.0.0.1:{port}"];
        var dialer = new EgressDialer(new AddressPolicy(_rig.Options), _rig.Options, TimeProvider.System);
        await using var proxy = new EgressProxy(dialer, Microsoft.Extensions.Logging.Abstractions.NullLogger<EgressProxy>.Instance);
        await proxy.StartAsync(default);

        Assert.StartsWith("HTTP/1.1 502", await Exchange($"GET http://127.0.0.1:{port}/ HTTP/1.1\r\n\r\n", proxy.Address));
    }

    [Fact]
    public async Task Our_own_client_is_refused_behind_a_redirect_too()
    {
        _rig.Site.Redirect("/away", _rig.Secret.Url("/a"));

        var e = await Assert.ThrowsAsync<JobFailureException>(() => _rig.Client.GetAsync(_rig.Site.Url("/away")));

        Assert.Equal("private-address", e.Error.Code);
        Assert.Empty(_rig.Secret.Requests);
    }

    private static Task Results(Microsoft.AspNetCore.Http.HttpContext c, string body) =>
        c.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"{c.Request.QueryString} {body}")).AsTask();

    private async Task<string> Exchange(string request, Uri? proxy = null)
    {
        using var client = new TcpClient();
        var address = proxy ?? _rig.Proxy.Address;
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Unchunked(await reader.ReadToEndAsync());
    }

    /// <summary>Kestrel answers "Connection: close" requests without a known length in chunks.</summary>
    private static string Unchunked(string answer) =>
        answer.Contains("chunked", StringComparison.Ordinal) ? string.Join("\r\n", answer.Split("\r\n").Where(l => l is not ("0" or ""))) : answer;
}
