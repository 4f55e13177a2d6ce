using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Media;

namespace Pipeline.Tests.Egress;

/// <summary>A site that may be fetched from, another that may not, and the product's own way out between them.</summary>
public sealed class EgressRig : IAsyncDisposable
{
    private EgressRig(MediaSite site, MediaSite secret)
    {
        (Site, Secret) = (site, secret);
        Options = new EgressOptions { AllowedPrivateHosts = [$"127.0.0.1:{site.Port}"], RetryPauseSeconds = 0 };
        Dialer = new EgressDialer(new AddressPolicy(Options), Options, TimeProvider.System);
        Http = new EgressHttp(Dialer);
        Client = Http.Create();
        Download = DownloadWith(new DiskFloor(0));
        Proxy = new EgressProxy(Dialer, NullLogger<EgressProxy>.Instance);
        Runner = new ProcessRunner(TimeProvider.System, NullLogger<ProcessRunner>.Instance);
    }

    public MediaSite Site { get; }

    /// <summary>Listens on the same address, but is not allowed.</summary>
    public MediaSite Secret { get; }

    public EgressOptions Options { get; }

    public EgressDialer Dialer { get; }

    public EgressHttp Http { get; }

    public HttpClient Client { get; }

    public RangeDownload Download { get; set; }

    public EgressProxy Proxy { get; }

    public ProcessRunner Runner { get; }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("pipeline-test-").FullName;

    public static async Task<EgressRig> Start()
    {
        var rig = new EgressRig(await MediaSite.Start(), await MediaSite.Start());
        await rig.Proxy.StartAsync(CancellationToken.None);
        return rig;
    }

    public RangeDownload DownloadWith(DiskFloor floor) => new(Options, floor, TimeProvider.System, NullLogger<RangeDownload>.Instance);

    public Task<string> Fetch(string path, IProgress<DownloadProgress>? progress = null, long? maxBytes = null, CancellationToken ct = default) =>
        Download.Run(Client, () => new HttpRequestMessage(HttpMethod.Get, Site.Url(path)), Directory, "f.bin", maxBytes, progress ?? new Seen(), ct);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Proxy.DisposeAsync();
        await Site.DisposeAsync();
        await Secret.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
