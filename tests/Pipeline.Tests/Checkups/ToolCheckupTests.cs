using System.Runtime.Versioning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Ffmpeg;
using Pipeline.Adapters.LocalFiles;
using Pipeline.Adapters.Models;
using Pipeline.Adapters.Processes;
using Pipeline.Adapters.Storage;
using Pipeline.Adapters.Whisper;
using Pipeline.Adapters.YtDlp;
using Pipeline.Core.Checkups;
using Pipeline.Core.Configuration;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Tests.Support;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Checkups;

/// <summary>Programs, models, folders and disk: broken, the line seen, repaired, ✔ seen.</summary>
[SupportedOSPlatform("linux")]
public sealed class ToolCheckupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _settings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_yt_dlp_that_is_missing_too_old_for_YouTube_or_just_old_is_said_and_a_young_one_is_well()
    {
        _settings["YtDlp:Path"] = _folder.File("no-such-program");
        Problem(await YtDlp(), "is not installed", "pip install -U");

        _settings["YtDlp:Path"] = Program("yt-dlp", "echo 2023.03.04");
        Warning(await YtDlp(), "too old for YouTube, which needs 2025.11.12", "pip install -U");

        _settings["YtDlp:Path"] = Program("yt-dlp", $"echo {TimeProvider.System.GetUtcNow().AddDays(-100):yyyy.MM.dd}");
        Warning(await YtDlp(), "is 100 days old", "pip install -U");

        _settings["YtDlp:Path"] = Program("yt-dlp", "echo banana");
        Problem(await YtDlp(), "says \"banana\", which is no version", "YtDlp:Path");

        _settings["YtDlp:Path"] = Program("yt-dlp", $"echo {TimeProvider.System.GetUtcNow().AddDays(-3):yyyy.MM.dd}");
        Well(await YtDlp());
    }

    [Fact]
    public async Task An_ffmpeg_that_is_missing_or_does_not_run_is_said_and_the_real_one_is_well()
    {
        _settings["Ffmpeg:FfmpegPath"] = _folder.File("no-such-program");
        Problem(await Ffmpeg(), "is not installed", "apt-get install ffmpeg");

        _settings["Ffmpeg:FfmpegPath"] = Program("ffmpeg", "exit 3");
        Problem(await Ffmpeg(), "ends with exit code 3", "Ffmpeg:FfmpegPath");

        _settings.Remove("Ffmpeg:FfmpegPath");
        Well(await Ffmpeg());
    }

    [Fact]
    public async Task An_engine_that_is_missing_or_built_for_another_processor_is_said_and_the_real_one_starts()
    {
        _settings["Whisper:ServerPath"] = _folder.File("no-such-program");
        Problem(await Whisper(), "is not installed", "make setup");

        _settings["Whisper:ServerPath"] = Program("whisper-server", "exit 132");
        Problem(await Whisper(), "built for another processor", "make setup");

        _settings["Whisper:ServerPath"] = WhisperSetup.Tool("whisper-server");
        Well(await Whisper());
    }

    [Fact]
    public async Task A_model_that_is_missing_or_damaged_is_said_and_the_right_one_is_well()
    {
        _settings["Whisper:VadModel"] = _folder.File("ggml-silero-v6.2.0.bin");
        Problem(await Whisper(), "is not there", "Whisper:VadModel");

        var bytes = await File.ReadAllBytesAsync(RepositoryRoot.File("assets/models/ggml-silero-v6.2.0.bin"), TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(_settings["Whisper:VadModel"]!, bytes, TestContext.Current.CancellationToken);
        Problem(await Whisper(), "is damaged: its sha256 is", "Fetch the file again");

        File.Copy(RepositoryRoot.File("assets/models/ggml-silero-v6.2.0.bin"), _settings["Whisper:VadModel"]!, overwrite: true);
        Well(await Whisper());
    }

    [Fact]
    public async Task A_data_directory_that_is_missing_and_a_full_disk_are_said()
    {
        var data = _folder.File("data");
        _settings["Storage:DataDirectory"] = data;
        var services = Services(s => s.AddSingleton(new DiskFloor(1)).AddStorage(Settings()).AddStorageCheckup());
        await using (services)
        {
            await services.GetRequiredService<DatabaseMigrator>().Run(TestContext.Current.CancellationToken);
            Well(await Look(services));
            Directory.Delete(data, recursive: true);
            Problem(await Look(services), "does not exist or cannot be written to", $"mkdir -p {data}");
            Directory.CreateDirectory(data);
            Well(await Look(services));
        }

        var free = new DriveInfo(_folder.File("")).AvailableFreeSpace;
        foreach (var (floor, level) in ((long, FindingLevel)[])[(free * 2, FindingLevel.Problem), (free / 3, FindingLevel.Warning)])
        {
            await using var tight = Services(s => s.AddSingleton(new DiskFloor(floor)).AddStorage(Settings()).AddStorageCheckup());
            var finding = Assert.Single((await Look(tight)).ToRepair);
            Assert.Equal((level, "free disk"), (finding.Level, finding.Subject));
            Assert.Contains("Make room", finding.Repair, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_for_finished_files_that_cannot_be_made_is_said()
    {
        await File.WriteAllTextAsync(_folder.File("a-file"), "x", TestContext.Current.CancellationToken);
        _settings["LocalFiles:Directory"] = _folder.File("a-file/inside");
        Problem(await Local(), "cannot be written to", "mkdir -p");
        File.Delete(_folder.File("a-file"));
        Well(await Local());
    }

    private static void Well(CheckupReport report) => Assert.Empty(report.ToRepair);

    private static void Problem(CheckupReport report, string says, string asks) => Only(report, FindingLevel.Problem, says, asks);

    private static void Warning(CheckupReport report, string says, string asks) => Only(report, FindingLevel.Warning, says, asks);

    private static void Only(CheckupReport report, FindingLevel level, string says, string asks)
    {
        var finding = Assert.Single(report.ToRepair);
        Assert.Equal(level, finding.Level);
        Assert.Contains(says, finding.Sentence, StringComparison.Ordinal);
        Assert.Contains(asks, finding.Repair, StringComparison.Ordinal);
    }

    private async Task<CheckupReport> YtDlp()
    {
        await using var services = Services(s => s.AddProcesses().AddYtDlp(Settings()).AddYtDlpCheckup());
        return await Look(services);
    }

    private async Task<CheckupReport> Ffmpeg()
    {
        await using var services = Services(s => s.AddProcesses().AddFfmpeg(Settings()).AddFfmpegCheckup());
        return await Look(services);
    }

    private async Task<CheckupReport> Whisper()
    {
        _settings.TryAdd("Whisper:ServerPath", WhisperSetup.Tool("whisper-server"));
        _settings.TryAdd("Whisper:VadPath", WhisperSetup.Tool("whisper-vad-speech-segments"));
        await using var services = Services(s => s.AddProcesses().AddEgress(Settings()).AddModels(Settings()).AddWhisper(Settings()).AddCheckedOptions<WorkerOptions>(Settings(), "Worker")
            .AddSingleton(new DataRoot(_folder.File("data"))).AddSingleton(new DiskFloor(1)).AddWhisperCheckup());
        return await Look(services);
    }

    private async Task<CheckupReport> Local()
    {
        await using var services = Services(s => s.AddLocalFiles(Settings()).AddLocalFilesCheckup());
        return await Look(services);
    }

    private static Task<CheckupReport> Look(ServiceProvider services) => services.GetRequiredService<Examination>().Run(fix: false, TestContext.Current.CancellationToken);

    private static ServiceProvider Services(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<Examination>();
        add(services);
        return services.BuildServiceProvider();
    }

    private IConfiguration Settings() => new ConfigurationBuilder().AddInMemoryCollection(_settings).Build();

    private string Program(string name, string script)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
