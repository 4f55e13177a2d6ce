namespace Pipeline.Host.Configuration;

/// <summary>Where settings come from; later ones win: appsettings.json beside the program, appsettings.json in the working
/// directory, the secrets file, environment (PIPELINE_SECTION__KEY), command line (--Section:Key=value).</summary>
public static class ConfigurationSources
{
    private const string Prefix = "PIPELINE_";

    /// <summary>Settings that must never stand in a file of the tree.</summary>
    public static IReadOnlyList<string> Secrets { get; } = ["Notion:Token", "Api:WebhookSecret"];

    /// <exception cref="ConfigurationException">A secret stands in appsettings.json, or the secrets file cannot be used.</exception>
    public static IConfigurationRoot Build(IReadOnlyList<string> overrides)
    {
        var open = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.Combine(Directory.GetCurrentDirectory(), "appsettings.json"), optional: true)
            .Build();
        foreach (var key in Secrets.Where(k => !string.IsNullOrEmpty(open[k])))
            throw new ConfigurationException($"{key} stands in appsettings.json. Secrets come from the environment ({EnvironmentName(key)}) or from the file that PIPELINE_SECRETS names.");

        var builder = new ConfigurationBuilder().AddConfiguration(open);
        if (SecretsFile() is { } file) builder.AddJsonFile(file, optional: false);
        return builder.AddEnvironmentVariables(Prefix).AddCommandLine([.. overrides]).Build();
    }

    private static string EnvironmentName(string key) => Prefix + key.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant();

    private static string? SecretsFile()
    {
        if (Environment.GetEnvironmentVariable(Prefix + "SECRETS") is not { Length: > 0 } path) return null;
        var full = Path.GetFullPath(path);
        if (!File.Exists(full)) throw new ConfigurationException($"PIPELINE_SECRETS names {full}, which does not exist.");
        if (full.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal))
            throw new ConfigurationException("PIPELINE_SECRETS names a file inside the program's folder. Keep secrets outside of it.");
        return full;
    }
}
