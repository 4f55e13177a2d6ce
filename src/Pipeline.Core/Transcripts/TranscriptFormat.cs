using System.Text;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Transcripts;

/// <summary>A way to write a transcript: UTF-8 without BOM, LF. The same transcript gives the same bytes.</summary>
/// <param name="Name">As on the command line; the file's extension without its dot.</param>
/// <param name="Write">Writes while it goes: memory stays flat however long the talk is.</param>
public sealed record TranscriptFormat(string Name, ArtifactKind Kind, Action<Transcript, Stream> Write)
{
    public static IReadOnlyList<TranscriptFormat> All { get; } =
    [
        new("txt", ArtifactKind.Txt, AsText(TxtWriter.Write)),
        new("srt", ArtifactKind.Srt, AsText(SrtWriter.Write)),
        new("vtt", ArtifactKind.Vtt, AsText(VttWriter.Write)),
        new("json", ArtifactKind.Json, JsonWriter.Write),
        new("md", ArtifactKind.Md, AsText(MarkdownWriter.Write)),
    ];

    public string Extension => "." + Name;

    private static Action<Transcript, Stream> AsText(Action<Transcript, TextWriter> write) => (transcript, stream) =>
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        write(transcript, text);
    };
}
