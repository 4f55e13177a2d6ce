using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Core.Transcripts;

/// <summary>JSON after docs/transcript.schema.json: times in seconds with three decimals, probabilities with four.</summary>
public static class JsonWriter
{
    /// <summary>Grows when a reader must change.</summary>
    public const int SchemaVersion = 2;

    // The relaxed encoder leaves letters of all scripts readable; the file is JSON, never pasted into HTML.
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(Transcript transcript, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            json.WriteStartObject();
            Head(json, transcript);
            json.WriteStartArray("segments");
            for (var i = 0; i < transcript.Segments.Count; i++)
            {
                WriteSegment(json, i, transcript.Segments[i]);
                // The writer keeps everything until then: 20 MiB an hour of talk.
                json.Flush();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void Head(Utf8JsonWriter json, Transcript transcript)
    {
        json.WriteNumber("schema_version", SchemaVersion);
        json.WriteString("title", transcript.Title);
        if (transcript.Source is { } source) json.WriteString("source", source);
        json.WriteString("language", transcript.Language);
        json.WriteStartArray("other_languages");
        foreach (var language in transcript.OtherLanguages) json.WriteStringValue(language);
        json.WriteEndArray();
        Seconds(json, "duration", transcript.Duration);
        json.WriteString("engine", transcript.Engine);
        if (transcript.Model is { } model) json.WriteString("model", model);
        json.WriteString("settings", transcript.Settings);
        Share(json, "confidence", transcript.Confidence);
        Ranges(json, "checkpoints", transcript.Pieces, p => (p.Start, p.End, null));
        Ranges(json, "doubtful", transcript.Doubtful, d => (d.Start, d.End, d.Reason));
        json.WriteString("text", transcript.PlainText);
    }

    private static void Ranges<T>(Utf8JsonWriter json, string name, IEnumerable<T> ranges, Func<T, (double Start, double End, string? Reason)> read)
    {
        json.WriteStartArray(name);
        foreach (var (start, end, reason) in ranges.Select(read))
        {
            json.WriteStartObject();
            Seconds(json, "start", start);
            Seconds(json, "end", end);
            if (reason is not null) json.WriteString("reason", reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSegment(Utf8JsonWriter json, int id, Segment segment)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        Seconds(json, "start", segment.Start);
        Seconds(json, "end", segment.End);
        json.WriteString("text", segment.Text.Trim());
        Share(json, "confidence", segment.Confidence);
        if (segment.Doubt is { } doubt) json.WriteString("doubt", doubt);
        Share(json, "avg_logprob", segment.AverageLogProbability);
        Share(json, "no_speech_prob", segment.NoSpeechProbability);
        json.WriteStartArray("words");
        foreach (var word in segment.Words)
        {
            json.WriteStartObject();
            json.WriteString("word", word.Text);
            Seconds(json, "start", word.Start);
            Seconds(json, "end", word.End);
            Share(json, "probability", word.Probability);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Seconds(Utf8JsonWriter json, string name, double value) => json.WriteNumber(name, Math.Round(value, 3));

    private static void Share(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known) json.WriteNumber(name, Math.Round(known, 4));
    }
}
