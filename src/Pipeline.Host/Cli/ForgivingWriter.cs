using System.Text;

namespace Pipeline.Host.Cli;

/// <summary>For standard error: when its terminal is closed nobody reads it any more, and that must not end a program before it has tidied up
/// (the bars are drawn on a thread of their own, where such an error is the end of the process).</summary>
internal sealed class ForgivingWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void Flush() => Try(inner.Flush);

    private static void Try(Action write) => _ = OutputFolder.Failure(write);
}
