using System.Text.Json;
using Pipeline.Core.Transcripts;
using static Pipeline.Tests.Transcripts.TranscriptSamples;

namespace Pipeline.Tests.Transcripts;

public class TranscriptTextTests
{
    [Fact]
    public void Nothing_said_is_an_empty_text_and_no_paragraph()
    {
        Assert.Equal("", Of().Text("txt"));
        Assert.Equal("", Of().Text("srt"));
        Assert.Equal("WEBVTT\n\n", Of().Text("vtt"));
    }

    [Fact]
    public void Paragraphs_end_at_a_sentence_once_there_is_enough()
    {
        var sentences = Enumerable.Range(0, 40).Select(i => Spoken(i * 5, (i * 5) + 4.9, $"This is sentence number {i} of a rather long talk.")).ToArray();
        var paragraphs = Of(sentences).Text("txt").TrimEnd('\n').Split("\n\n");
        Assert.All(paragraphs[..^1], p => Assert.InRange(p.Length, 300, 800));
        Assert.Equal(Of(sentences).PlainText, string.Join(' ', paragraphs));
    }

    [Fact]
    public void The_beginning_of_a_text_is_its_first_units_and_never_half_a_letter()
    {
        var talk = Of(Spoken(0, 1, "Two  "), Spoken(1, 2, " "), Spoken(2, 3, "and 😀 three"));
        var whole = talk.PlainText;
        Assert.Equal("Two and 😀 three", whole);
        Assert.Equal(whole.Length, talk.PlainTextLength);
        Assert.Equal(0, Of().PlainTextLength);
        for (var length = 1; length <= whole.Length + 1; length++)
        {
            var isHalf = length < whole.Length && char.IsHighSurrogate(whole[length - 1]);
            Assert.Equal(whole[..(isHalf ? length - 1 : Math.Min(length, whole.Length))], talk.Beginning(length));
        }
    }

    [Fact]
    public void A_long_pause_starts_a_new_paragraph() =>
        Assert.Equal("One.\n\nTwo.\n", Of(Spoken(0, 1, "One."), Spoken(30, 31, "Two.")).Text("txt"));

    [Fact]
    public void Json_names_its_schema_and_holds_words_with_times()
    {
        var text = Of(Spoken(1, 2, "Ça va?") with { AverageLogProbability = -0.12345 }).Text("json");
        Assert.Contains("Ça va?", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        var root = JsonDocument.Parse(text).RootElement;
        Assert.Equal(2, root.GetProperty("schema_version").GetInt32());
        var segment = root.GetProperty("segments")[0];
        Assert.Equal(-0.1234, segment.GetProperty("avg_logprob").GetDouble(), 4);
        Assert.Equal(1.5, segment.GetProperty("words")[1].GetProperty("start").GetDouble());
    }

    [Fact]
    public void What_is_doubtful_stands_in_marks_that_are_explained_once()
    {
        var transcript = Of(Spoken(0, 1, "We sold it."), Spoken(1, 2, "In nineteen") with { Doubt = "low-probability" }, Spoken(2, 3, "eighty.") with { Doubt = "low-probability" }, Spoken(3, 4, "Yes."));
        Assert.Equal("We sold it. [In nineteen eighty.?] Yes.\n\n[…?] = uncertain\n", transcript.Text("txt"));
        Assert.Contains(@"We sold it. \[In nineteen eighty.?\] Yes.", transcript.Text("md"), StringComparison.Ordinal);
        Assert.Equal(2, transcript.Text("md").Split("?\\]").Length - 1);
    }

    [Fact]
    public void Markdown_leads_to_the_moment_where_the_site_has_such_links()
    {
        var talk = Of(Spoken(62.9, 64, "One *two* <b>."));
        var link = talk with { Source = "https://youtu.be/dQw4w9WgXcQ?si=x&t=5" };
        Assert.Equal(
            "# Talk\n\n<https://youtu.be/dQw4w9WgXcQ?si=x&t=5> · en · 1:09 · test engine\n\n[1:02](https://youtu.be/dQw4w9WgXcQ?si=x&t=62s) One \\*two\\* \\<b\\>.\n",
            link.Text("md"));
        Assert.Contains("\n1:02 One", (talk with { Source = "https://video.example/1" }).Text("md"), StringComparison.Ordinal);
        Assert.Contains("\n1:02 One", talk.Text("md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_transcript_gives_the_same_bytes_with_LF_and_without_a_mark_at_their_beginning()
    {
        var transcript = Of(Spoken(0, 10, "One two three."), Spoken(11, 12, "Four."));
        foreach (var format in TranscriptFormat.All)
        {
            var text = transcript.Text(format.Name);
            Assert.Equal(text, (transcript with { Segments = [.. transcript.Segments] }).Text(format.Name));
            Assert.DoesNotContain('\r', text);
            Assert.False(text.StartsWith('\uFEFF'));
            Assert.EndsWith("\n", text, StringComparison.Ordinal);
        }
    }
}
