namespace Pipeline.Core.Transcripts;

/// <summary>Plain text: one paragraph per passage, an empty line between, LF.</summary>
public static class TxtWriter
{
    public static string Write(Transcript transcript) =>
        string.Concat(string.Join("\n\n", Passages.Of(transcript).Select(p => p.Text)), "\n").TrimStart('\n');
}
