using System.Diagnostics;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>The quick start that the README shows, as the very script, on a fresh Sandbox with the bundled model.</summary>
public sealed class QuickStartTests
{
    [Fact]
    public async Task From_an_empty_page_to_Complete_in_one_script()
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = RepositoryRoot.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("eng/quickstart.sh");
        start.Environment["PROGRAMS"] = AppContext.BaseDirectory.TrimEnd('/');
        using var script = Process.Start(start)!;
        var (output, error) = (script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        var said = await output + await error;
        Assert.True(script.ExitCode == 0, said);
        Assert.Contains("from Queued to Complete", said, StringComparison.Ordinal);
        Assert.Contains("what your country can do for you", said, StringComparison.Ordinal);
        TestContext.Current.SendDiagnosticMessage("{0}", said[said.LastIndexOf("in all", StringComparison.Ordinal)..].Trim());
    }
}
