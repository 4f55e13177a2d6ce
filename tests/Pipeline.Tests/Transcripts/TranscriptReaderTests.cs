using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Core.Transcripts;
using Pipeline.Tests.Support;
using Pipeline.Tests.Whisper;
using static Pipeline.Tests.Transcripts.TranscriptSamples;

namespace Pipeline.Tests.Transcripts;

/// <summary>Our files in the hands of programs that we did not write: ffmpeg, and npm's subtitle, node-webvtt and ajv.</summary>
public sealed class TranscriptReaderTests : IDisposable
{
    private const string Sentence = "And so my fellow Americans, ask not what your country can do for you, ask what you can do for your country.";

    private static readonly Transcript Talk = Of(
        Spoken(0.5, 8, Sentence) with { Confidence = 0.93, AverageLogProbability = -0.07, NoSpeechProbability = 1e-6 }, Spoken(9, 9.3, "Yes & <b>no</b>."),
        Spoken(12, 20, Sentence) with { Doubt = "repetition", Confidence = 0.2 }, Spoken(3700, 3702, "Élan, 你好. مرحبا")) with
    {
        Source = "https://youtu.be/dQw4w9WgXcQ", OtherLanguages = ["zh"], Model = "base-q4_k",
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("srt")]
    [InlineData("vtt")]
    public void Ffmpeg_reads_every_cue(string format)
    {
        var packets = RunTool.Output("ffprobe", "-v", "error", "-show_entries", "packet=pts_time,duration_time", "-of", "csv=p=0", File(format));
        var read = packets.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => double.Parse(l.Split(',')[0], CultureInfo.InvariantCulture));
        Assert.Equal(SubtitleCues.Of(Talk).Select(c => Math.Round(c.Start, 3)), read);
    }

    [Theory]
    [InlineData("srt")]
    [InlineData("vtt")]
    public void Another_parser_reads_every_cue_with_its_times(string format)
    {
        var read = Read(File(format)).AsArray().Select(c => ((int)c!["start"]!, (int)c["end"]!, (string)c["text"]!));
        string AsRead(string line) => format == "srt" ? line : line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        Assert.Equal(SubtitleCues.Of(Talk).Select(c => ((int)Math.Round(c.Start * 1000), (int)Math.Round(c.End * 1000), AsRead(string.Join('\n', c.Lines)))), read);
    }

    [Fact]
    public void The_json_is_what_its_published_schema_says() => Assert.Equal("[]", Read(File("json")).ToJsonString());

    [Fact]
    public void An_empty_transcript_is_one_too()
    {
        var path = _folder.File("empty.json");
        System.IO.File.WriteAllText(path, (Of() with { Language = "" }).Text("json"));
        Assert.Equal("[]", Read(path).ToJsonString());
    }

    [Fact]
    public void The_schema_refuses_what_it_does_not_know()
    {
        var path = _folder.File("wrong.json");
        System.IO.File.WriteAllText(path, Talk.Text("json").Replace("\"doubtful\"", "\"dubious\"", StringComparison.Ordinal));
        Assert.Equal(2, Read(path).AsArray().Count);
    }

    private string File(string format)
    {
        var path = _folder.File("talk." + format);
        System.IO.File.WriteAllText(path, Talk.Text(format));
        return path;
    }

    private static JsonNode Read(string path) => JsonNode.Parse(RunTool.Output("node", RepositoryRoot.File("tests/clients/transcripts/read.mjs"), path))![0]!;
}
