using Spectre.Console;

namespace Pipeline.Host.Cli;

/// <summary>Questions, where somebody sits at a terminal to answer them.</summary>
internal static class Terminal
{
    public static bool IsThere => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <summary>Null when nobody can be asked.</summary>
    public static async Task<string?> Ask(string question, string? standard, CancellationToken ct)
    {
        if (!IsThere) return null;
        var prompt = new TextPrompt<string>(Markup.Escape(question));
        if (standard is not null) prompt.DefaultValue(standard);
        return (await prompt.ShowAsync(AnsiConsole.Console, ct)).Trim();
    }
}
