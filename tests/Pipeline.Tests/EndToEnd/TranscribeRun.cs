using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary><c>pipeline transcribe</c> in a world's home, with a folder for temporary files that nobody else uses, and no token.</summary>
internal static class TranscribeRun
{
    /// <param name="arguments">Begin they with jfk.mp3, that sample lies in the world's home.</param>
    public static Task<(int ExitCode, string Output, string Errors)> Transcribe(World world, params string[] arguments)
    {
        if (arguments[0] == "jfk.mp3") Sample(world, "jfk.mp3");
        return Worker.Apart(["transcribe", .. arguments, "--Worker:MinFreeMiB=50"], Environment(world), world.Home);
    }

    /// <summary>The same with the scripted engine, for tests in which the words do not matter.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> TranscribeFast(World world, params string[] arguments) =>
        Transcribe(world, [.. arguments, $"--Whisper:Model={world.ScriptedModel()}"]);

    /// <summary>A signal comes as soon as the engine runs.</summary>
    /// <param name="hangUp">See <see cref="Worker.Apart"/>.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> Signalled(World world, int signal, string hangUp = "default")
    {
        File.Copy(RepositoryRoot.File("tests/assets/talk-en.ogg"), Path.Combine(world.Home, "talk.ogg"));
        return await Worker.Apart(
            ["transcribe", "talk.ogg", "-o", Path.Combine(world.Home, "out"), "--Worker:MinFreeMiB=50", $"--Whisper:Model={world.ScriptedModel()}"], Environment(world), world.Home,
            async process =>
            {
                await Eventually.True(() => ChildProcesses.Exist("whisper-server", world.Home) || process.HasExited, TimeSpan.FromSeconds(60), () => "the engine to start");
                Worker.Signal(process, signal);
            },
            hangUp);
    }

    /// <summary>Copies a short recording into the world's home.</summary>
    public static string Sample(World world, string name)
    {
        var path = Path.Combine(world.Home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(RepositoryRoot.File("tests/assets/jfk.mp3"), path);
        return path;
    }

    public static Dictionary<string, string> Environment(World world) => new() { ["TMPDIR"] = Directory.CreateDirectory(Temp(world)).FullName };

    public static string Temp(World world) => Path.Combine(world.Home, "tmp");

    public static Task<string> Text(World world, string path) => File.ReadAllTextAsync(Path.Combine(world.Home, path));

    public static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
