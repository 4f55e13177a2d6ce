using System.Text.RegularExpressions;

namespace Pipeline.Host.Cli;

/// <summary>Settings on the command line (<c>--Section:Key=value</c>), which every command takes, apart from its own options.</summary>
internal static partial class SettingArguments
{
    public static (string[] Command, string[] Settings) Split(string[] args) =>
        ([.. args.Where(a => !Setting().IsMatch(a))], [.. args.Where(a => Setting().IsMatch(a))]);

    [GeneratedRegex("^--[A-Z][A-Za-z]*(:[A-Za-z0-9]+)+=", RegexOptions.CultureInvariant)]
    private static partial Regex Setting();
}
