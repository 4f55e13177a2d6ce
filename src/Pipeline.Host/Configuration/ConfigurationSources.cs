using System.Text.Json;

namespace Pipeline.Host.Configuration;

/// <summary>Where settings come from; later ones win: appsettings.json beside the program, appsettings.json in the working
/// directory, the secrets file, environment (PIPELINE_SECTION__KEY), command line (--Section:Key=value).</summary>
public static class ConfigurationSources
{
    private const string Prefix = "PIPELINE_";

    /// <summary>Settings that must never stand in a file of the tree, nor on a command line.</summary>
    public static IReadOnlyList<string> Secrets { get; } = ["Notion:Token", "Api:WebhookSecret", "Api:WorkerSecret"];

    /// <exception cref="ConfigurationException">A secret stands where it must not, or a file cannot be read.</exception>
    public static IConfigurationRoot Build(IReadOnlyList<string> overrides)
    {
        var open = Read(new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.Combine(Directory.GetCurrentDirectory(), "appsettings.json"), optional: true));
        RefuseSecrets(open, "stands in appsettings.json");
        RefuseSecrets(new ConfigurationBuilder().AddCommandLine([.. overrides]).Build(), "stands on the command line, where every user of this machine can read it");

        var builder = new ConfigurationBuilder().AddConfiguration(open);
        if (SecretsFile() is { } file) builder.AddJsonFile(file, optional: false);
        return Read(builder.AddEnvironmentVariables(Prefix).AddCommandLine([.. overrides]));
    }

    /// <summary>A mistake in a file is a sentence with its place.</summary>
    private static IConfigurationRoot Read(IConfigurationBuilder builder)
    {
        try
        {
            return builder.Build();
        }
        catch (InvalidDataException e)
        {
            var cause = e.GetBaseException();
            var place = cause is JsonException { LineNumber: { } line } ? $"It is no valid JSON at line {line + 1}." : cause.Message;
            throw new ConfigurationException($"{e.Message} {place}");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ConfigurationException($"{e.Message} The worker's user must be able to read its settings.");
        }
    }

    private static void RefuseSecrets(IConfiguration where, string place)
    {
        foreach (var key in Secrets.Concat(EngineKeys(where)).Where(k => !string.IsNullOrEmpty(where[k])))
            throw new ConfigurationException($"{key} {place}. Secrets come from the environment ({EnvironmentName(key)}) or from the file that PIPELINE_SECRETS names.");
    }

    /// <summary>Keys of remote speech engines, whatever those are called.</summary>
    private static IEnumerable<string> EngineKeys(IConfiguration where) => where.GetSection("OpenAi:Engines").GetChildren().Select(e => e.Path + ":Key");

    private static string EnvironmentName(string key) => Prefix + key.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant();

    private static string? SecretsFile()
    {
        if (Environment.GetEnvironmentVariable(Prefix + "SECRETS") is not { Length: > 0 } path) return null;
        var full = Path.GetFullPath(path);
        if (!File.Exists(full)) throw new ConfigurationException($"PIPELINE_SECRETS names {full}, which does not exist.");
        return full.StartsWith(Tree(), StringComparison.Ordinal)
            ? throw new ConfigurationException($"PIPELINE_SECRETS names {full}, inside the program's own folder {Tree()}. Keep secrets outside of it, for example in /etc/pipeline.")
            : full;
    }

    /// <summary>The source tree that the program was built in, or else the program's folder; ends with a slash.</summary>
    private static string Tree()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Pipeline.sln"))) return folder.FullName + Path.DirectorySeparatorChar;
        return AppContext.BaseDirectory;
    }
}
