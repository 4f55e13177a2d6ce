using System.Text.Json;
using Pipeline.Core.Transcripts;
using static Pipeline.Tests.Transcripts.TranscriptSamples;

namespace Pipeline.Tests.Transcripts;

public class TranscriptTextTests
{
    [Fact]
    public void Nothing_said_is_an_empty_text_and_no_paragraph()
    {
        Assert.Equal("", TxtWriter.Write(Of()));
        Assert.Equal("", SrtWriter.Write(Of()));
        Assert.Equal("WEBVTT\n\n", VttWriter.Write(Of()));
    }

    [Fact]
    public void Paragraphs_end_at_a_sentence_once_there_is_enough()
    {
        var sentences = Enumerable.Range(0, 40).Select(i => Spoken(i * 5, (i * 5) + 4.9, $"This is sentence number {i} of a rather long talk.")).ToArray();
        var paragraphs = TxtWriter.Write(Of(sentences)).TrimEnd('\n').Split("\n\n");
        Assert.All(paragraphs[..^1], p => Assert.InRange(p.Length, 300, 800));
        Assert.Equal(Of(sentences).PlainText, string.Join(' ', paragraphs));
    }

    [Fact]
    public void A_long_pause_starts_a_new_paragraph() =>
        Assert.Equal("One.\n\nTwo.\n", TxtWriter.Write(Of(Spoken(0, 1, "One."), Spoken(30, 31, "Two."))));

    [Fact]
    public void Json_names_its_schema_and_holds_words_with_times()
    {
        var text = JsonWriter.Write(Of(Spoken(1, 2, "Ça va?") with { AverageLogProbability = -0.12345 }));
        Assert.Contains("Ça va?", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        var root = JsonDocument.Parse(text).RootElement;
        Assert.Equal(1, root.GetProperty("schema_version").GetInt32());
        var segment = root.GetProperty("segments")[0];
        Assert.Equal(-0.1234, segment.GetProperty("avg_logprob").GetDouble(), 4);
        Assert.Equal(1.5, segment.GetProperty("words")[1].GetProperty("start").GetDouble());
    }

    [Fact]
    public void The_same_transcript_gives_the_same_bytes()
    {
        var transcript = Of(Spoken(0, 10, "One two three."), Spoken(11, 12, "Four."));
        Func<Transcript, string>[] writers = [TxtWriter.Write, SrtWriter.Write, VttWriter.Write, JsonWriter.Write];
        Assert.All(writers, write => Assert.Equal(write(transcript), write(transcript with { Segments = [.. transcript.Segments] })));
    }
}
