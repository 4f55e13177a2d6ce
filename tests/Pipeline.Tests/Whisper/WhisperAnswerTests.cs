using System.Text.Json;
using Pipeline.Adapters.Whisper;
using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Whisper;

public class WhisperAnswerTests
{
    [Fact]
    public void Times_beyond_the_audio_are_clamped_and_never_run_backwards()
    {
        const string Body = """
            {"language":"english","segments":[
              {"text":" a b","start":0.0,"end":2.0,"words":[{"word":" a","start":1.5,"end":1.9,"probability":1},{"word":" b","start":1.2,"end":3.0,"probability":1}]},
              {"text":"  ","start":2.0,"end":2.5},
              {"text":" c","start":1.0,"end":11.98,"avg_logprob":-0.2,"no_speech_prob":0.1}]}
            """;
        var answer = WhisperAnswerReader.Read(Body, null, 11);
        Assert.Equal("en", answer.Language);
        Assert.Equal(["a b", "c"], answer.Segments.Select(s => s.Text));
        Assert.Equal([(1.5, 1.9), (1.9, 3.0)], answer.Segments[0].Words.Select(w => (w.Start, w.End)));
        Assert.Equal((3.0, 11.0), (answer.Segments[1].Start, answer.Segments[1].End));
        Assert.Equal(-0.2, answer.Segments[1].AverageLogProbability);
        Assert.Null(answer.Segments[1].NoSpeechProbability); // whisper.cpp's is that of another request
    }

    [Fact]
    public void The_language_that_was_asked_for_stays() =>
        Assert.Equal("es", WhisperAnswerReader.Read("""{"language":"spanish","segments":[]}""", "es", 5).Language);

    [Fact]
    public void Something_else_is_not_an_answer() =>
        Assert.ThrowsAny<JsonException>(() => WhisperAnswerReader.Read("<html>", null, 5));

    [Theory]
    [InlineData("english", "en")]
    [InlineData("en", "en")]
    [InlineData("PT-br", "pt")]
    [InlineData("Haitian Creole", "ht")]
    [InlineData("klingon", null)]
    public void Languages_are_known_by_name_and_by_code(string given, string? code) => Assert.Equal(code, WhisperLanguages.CodeOf(given));

    [Fact]
    public void Every_language_goes_both_ways() => Assert.Equal("haitian creole", WhisperLanguages.NameOf(WhisperLanguages.CodeOf("haitian creole")!));

    [Fact]
    public void The_form_asks_for_everything_and_never_for_what_harms()
    {
        var fields = WhisperForm.Fields(new TranscriptionSettings(null, "Digium", Translate: true)).ToDictionary(f => f.Name, f => f.Value);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["response_format"] = "verbose_json", ["language"] = "auto", ["temperature"] = "0.0", ["temperature_inc"] = "0.0",
                ["no_speech_thold"] = "1.0", ["beam_size"] = "5", ["suppress_nst"] = "true", ["max_len"] = "100000", ["translate"] = "true", ["prompt"] = "Digium",
            },
            fields);
    }

    [Fact]
    public void The_start_line_is_loopback_with_a_secret_prefix() =>
        Assert.Equal(
            ["-m", "m.bin", "--host", "127.0.0.1", "--port", "4711", "--request-path", "/s", "--inference-path", "/v1/audio/transcriptions", "-t", "2", "-l", "en", "-nlp"],
            WhisperProcess.Command("whisper-server", "m.bin", 2, 4711, "s").Arguments);

    [Fact]
    public void Threads_sleep_while_they_wait_for_each_other() =>
        Assert.Equal("1000", WhisperProcess.Command("whisper-server", "m.bin", 2, 4711, "s").Environment["GOMP_SPINCOUNT"]);

    [Fact]
    public void A_request_is_at_least_a_second_long() => Assert.Equal(44 + 32_000, new Wav(new byte[100]).Length);
}
