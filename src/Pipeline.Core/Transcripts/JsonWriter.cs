using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Core.Transcripts;

/// <summary>JSON with segments and words; times in seconds, three decimals. <c>schema_version</c> grows when a reader must change.</summary>
public static class JsonWriter
{
    public const int SchemaVersion = 1;

    // The relaxed encoder leaves letters of all scripts readable; the file is JSON, never pasted into HTML.
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Transcript transcript)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Layout))
        {
            json.WriteStartObject();
            WriteHead(json, transcript);
            json.WriteStartArray("segments");
            for (var i = 0; i < transcript.Segments.Count; i++) WriteSegment(json, i, transcript.Segments[i]);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static void WriteHead(Utf8JsonWriter json, Transcript transcript)
    {
        json.WriteNumber("schema_version", SchemaVersion);
        json.WriteString("title", transcript.Title);
        json.WriteString("language", transcript.Language);
        json.WriteNumber("duration", Math.Round(transcript.Duration, 3));
        json.WriteString("engine", transcript.Engine);
        json.WriteNumber("pieces", transcript.Pieces);
        json.WriteString("text", transcript.PlainText);
    }

    private static void WriteSegment(Utf8JsonWriter json, int id, Segment segment)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteNumber("start", Math.Round(segment.Start, 3));
        json.WriteNumber("end", Math.Round(segment.End, 3));
        json.WriteString("text", segment.Text.Trim());
        if (segment.AverageLogProbability is { } logProbability) json.WriteNumber("avg_logprob", Math.Round(logProbability, 4));
        if (segment.NoSpeechProbability is { } noSpeech) json.WriteNumber("no_speech_prob", Math.Round(noSpeech, 4));
        json.WriteStartArray("words");
        foreach (var word in segment.Words)
        {
            json.WriteStartObject();
            json.WriteString("word", word.Text);
            json.WriteNumber("start", Math.Round(word.Start, 3));
            json.WriteNumber("end", Math.Round(word.End, 3));
            json.WriteNumber("probability", Math.Round(word.Probability, 4));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
