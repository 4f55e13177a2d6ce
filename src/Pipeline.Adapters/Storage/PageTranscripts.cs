using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <summary>Numbers the transcripts of a page. One that only adds paragraphs to what was put in before is the same transcript; one that says
/// anything else (another job, another model) gets the next number and so a toggle of its own, or the words of both would be mixed.</summary>
internal static class PageTranscripts
{
    private const int Digits = 8;

    /// <summary>The same write with the marker under which it stands on the page.</summary>
    public static async Task<BoardWrite.Transcript> Mark(Session session, JobId job, BoardWrite.Transcript write)
    {
        var known = await session.FirstOrDefault<Row>("select * from page_transcripts where page_id = @PageId", new { write.PageId });
        var hashes = string.Concat(write.Paragraphs.Select(p => Hash(p.Text)));
        var same = known is not null && known.JobId == job.ToString() && Continues(known, hashes, write.Whole);
        var generation = same ? known!.Generation : (known?.Generation ?? 0) + 1;
        await session.Execute(
            """
            insert into page_transcripts (page_id, job_id, generation, paragraphs, whole) values (@PageId, @JobId, @Generation, @Paragraphs, @Whole)
            on conflict (page_id) do update set job_id = excluded.job_id, generation = excluded.generation, paragraphs = excluded.paragraphs, whole = excluded.whole
            """,
            new
            {
                write.PageId,
                JobId = job.ToString(),
                Generation = generation,
                // What may stand on the page already is not forgotten because a run that was taken up again has less of it.
                Paragraphs = same && known!.Paragraphs.Length > hashes.Length ? known.Paragraphs : hashes,
                Whole = write.Whole || (same && known!.Whole == 1) ? 1 : 0,
            });
        return write with { Marker = $"#{job.Short}-{generation}" };
    }

    private static bool Continues(Row known, string hashes, bool whole) => hashes.Length >= known.Paragraphs.Length
        ? hashes.StartsWith(known.Paragraphs, StringComparison.Ordinal) && (known.Whole == 0 || hashes.Length == known.Paragraphs.Length)
        : !whole && known.Paragraphs.StartsWith(hashes, StringComparison.Ordinal);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];

    private sealed class Row
    {
        public string JobId { get; init; } = "";
        public long Generation { get; init; }
        public string Paragraphs { get; init; } = "";
        public long Whole { get; init; }
    }
}
