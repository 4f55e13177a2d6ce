using System.IO.Compression;
using System.Text;

namespace Pipeline.Core.Transcripts;

/// <summary>Finds the same words again and again, the way a decoder that is caught in a loop writes them.</summary>
internal static class RepetitionLoop
{
    private const int LongestPhrase = 24;

    /// <summary>Text that deflates by more than this is a loop; speech stays below 2 (the limit of OpenAI's reference decoder, for 30 s of text).</summary>
    private const double MostCompression = 2.4;

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
        var bytes = Encoding.UTF8.GetBytes(text);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(bytes);
        return bytes.Length / (double)packed.Length;
    }
}
