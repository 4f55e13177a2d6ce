using System.IO.Compression;

namespace Pipeline.Core.Transcripts;

/// <summary>Finds the same words again and again, the way a decoder that is caught in a loop writes them.</summary>
internal static class RepetitionLoop
{
    private const int LongestPhrase = 24;

    /// <summary>Half a minute of text that deflates by more than this is a loop. OpenAI's reference decoder takes 2.4 as the limit, over
    /// UTF-8; prompts of a telephone system, read from a script, came to 2.8 so. Here every letter counts one byte in any script.</summary>
    private const double MostCompression = 3;

    /// <summary>How often a phrase of so many words may stand in a row: people do say "no no no", and hardly a whole sentence thrice.</summary>
    private static int Allowed(int phrase) => phrase switch { 1 => 5, 2 => 4, <= 5 => 3, _ => 2 };

    public static bool IsIn(string text) => Repeats(Words(text)) || Compression(text) > MostCompression;

    private static bool Repeats(string[] words)
    {
        for (var phrase = 1; phrase <= LongestPhrase; phrase++)
        {
            // A run of k words that each equal the word one phrase earlier is k / phrase repetitions of that phrase.
            var (run, most) = (0, Allowed(phrase) * phrase);
            for (var i = phrase; i < words.Length; i++)
            {
                run = words[i] == words[i - phrase] ? run + 1 : 0;
                if (run >= most) return true;
            }
        }

        return false;
    }

    private static string[] Words(string text) =>
        [.. text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim(Marks)).Where(w => w.Length > 0)];

    private static readonly char[] Marks = [.. ".,;:!?…¡¿\"'«»“”‘’()[]-–—。、，！？"];

    private static double Compression(string text)
    {
        var letters = new Dictionary<char, byte>();
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            if (!letters.TryGetValue(text[i], out var letter)) letters[text[i]] = letter = (byte)letters.Count;
            bytes[i] = letter;
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(bytes);
        return bytes.Length / (double)packed.Length;
    }
}
