using System.Diagnostics;

namespace Pipeline.Tests.Whisper;

/// <summary>Runs a tool that a test compares with, apart from the product's own runner.</summary>
internal static class RunTool
{
    public static string Output(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{tool} ended with {process.ExitCode}: {errors.Result}");
        return output;
    }
}
