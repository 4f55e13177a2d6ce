using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Adapters.Direct;
using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Ffmpeg;
using Pipeline.Adapters.Processes;
using Pipeline.Adapters.YtDlp;
using Pipeline.Core.Media;

namespace Pipeline.Tests.Direct;

public sealed class MediaRegistrationTests
{
    [Fact]
    public async Task Everything_that_fetches_media_can_be_made_and_direct_links_are_asked_first()
    {
        await using var services = Services([]);

        Assert.Equal(["direct", "yt-dlp"], services.GetServices<IMediaSource>().Select(s => s.Name));
        Assert.NotNull(services.GetRequiredService<IMediaInspector>());
        Assert.NotNull(services.GetRequiredService<IAudioDecoder>());
    }

    [Theory]
    [InlineData("Egress:AllowedPrivateHost", "x", "Did you mean AllowedPrivateHosts?")]
    [InlineData("Egress:AllowedPrivateHosts:0", "http://x", "Egress:AllowedPrivateHosts")]
    [InlineData("YtDlp:RateLimit", "fast", "YtDlp:RateLimit")]
    [InlineData("Ffmpeg:MaxDurationHours", "40", "Ffmpeg:MaxDurationHours")]
    public async Task A_wrong_setting_is_named(string key, string value, string expected)
    {
        await using var services = Services([new(key, value)]);

        var e = Assert.Throws<OptionsValidationException>(() =>
            (services.GetRequiredService<EgressOptions>(), services.GetRequiredService<YtDlpOptions>(), services.GetRequiredService<FfmpegOptions>()));

        Assert.Contains(expected, e.Message);
    }

    private static ServiceProvider Services(KeyValuePair<string, string?>[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSingleton(new DiskFloor(0)).AddProcesses().AddEgress(configuration).AddDirect().AddYtDlp(configuration).AddFfmpeg(configuration).BuildServiceProvider();
    }
}
