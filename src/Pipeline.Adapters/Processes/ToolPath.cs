namespace Pipeline.Adapters.Processes;

/// <summary>Where a program lies, as a shell would find it.</summary>
public static class ToolPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Full path of a program; looked up in PATH when the name holds no slash. Null: there is none.</summary>
    public static string? Find(string fileName) => Places(fileName).FirstOrDefault(IsProgram);

    private static IEnumerable<string> Places(string fileName) => fileName.Contains('/', StringComparison.Ordinal)
        ? [Path.GetFullPath(fileName)]
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, fileName));

    private static bool IsProgram(string path) => !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Executable) != 0;
}
