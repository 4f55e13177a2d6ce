using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Storage;

/// <summary><see cref="IPieceStore"/> over the table pieces.</summary>
public sealed class PieceStore(Database database, TimeProvider time) : IPieceStore
{
    public Task<IReadOnlyList<TranscribedPiece>> List(JobId id, CancellationToken ct)
    {
        // People say the same few thousand words again and again: each is kept once.
        var spoken = new Dictionary<string, string>();
        return Read(id, json => [.. StorageJson.Read<IReadOnlyList<Segment>>(json).Select(s => s with { Words = [.. s.Words.Select(Once)] })], ct);

        Word Once(Word word)
        {
            if (!spoken.TryGetValue(word.Text, out var text)) spoken[word.Text] = text = word.Text;
            return word with { Text = text };
        }
    }

    public Task<IReadOnlyList<TranscribedPiece>> ListWordless(JobId id, CancellationToken ct) =>
        Read(id, json => [.. StorageJson.Read<IReadOnlyList<WordlessSegment>>(json).Select(s => s.ToSegment())], ct);

    public Task<bool> Save(JobId id, string claim, TranscribedPiece piece, CancellationToken ct) => database.Write(
        async s =>
        {
            if (!await Fence.Checkpoint(s, id, claim, time.GetUtcNow())) return false;
            await s.Execute(
                """
                insert into pieces (job_id, piece, start_seconds, end_seconds, fingerprint, language, segments, engine, model)
                values (@Id, @Index, @Start, @End, @Fingerprint, @Language, @Segments, @Engine, @Model)
                on conflict (job_id, piece) do update set start_seconds = excluded.start_seconds, end_seconds = excluded.end_seconds,
                  fingerprint = excluded.fingerprint, language = excluded.language, segments = excluded.segments, engine = excluded.engine, model = excluded.model
                """,
                new
                {
                    Id = id.ToString(),
                    piece.Piece.Index,
                    piece.Piece.Start,
                    piece.Piece.End,
                    piece.Fingerprint,
                    piece.Language,
                    Segments = StorageJson.Write(piece.Segments),
                    piece.Engine,
                    piece.Model,
                });
            return true;
        },
        ct);

    public Task<AdoptedPieces?> Adopt(JobId id, string claim, string mediaSha256, string settings, CancellationToken ct) => database.Write<AdoptedPieces?>(
        async s =>
        {
            if (!await Fence.Holds(s, id, claim)) return null;
            var row = new { Id = id.ToString(), Media = mediaSha256, Settings = settings + ";" };
            var from = await s.FirstOrDefault<string>(
                $"select j.id from jobs j join pieces p on p.job_id = j.id where j.media_sha256 = @Media and j.id <> @Id and {SameSettings} order by j.accepted_at desc", row);
            if (from is null) return new AdoptedPieces(null, 0);
            var count = await s.Execute(
                $"""
                insert into pieces (job_id, piece, start_seconds, end_seconds, fingerprint, language, segments, engine, model)
                select @Id, piece, start_seconds, end_seconds, fingerprint, language, segments, engine, model from pieces p
                where job_id = @From and {SameSettings}
                on conflict (job_id, piece) do nothing
                """,
                new { row.Id, row.Settings, From = from });
            return new AdoptedPieces(new JobId(Guid.Parse(from)), count);
        },
        ct);

    public Task<bool> Trim(JobId id, string claim, int count, CancellationToken ct) => database.Write(
        async s =>
        {
            if (!await Fence.Holds(s, id, claim)) return false;
            await s.Execute("delete from pieces where job_id = @Id and piece >= @count", new { Id = id.ToString(), count });
            return true;
        },
        ct);

    private Task<IReadOnlyList<TranscribedPiece>> Read(JobId id, Func<string, IReadOnlyList<Segment>> segments, CancellationToken ct) => database.Read(
        s => s.Query<PieceRow, TranscribedPiece>("select * from pieces where job_id = @Id order by piece", new { Id = id.ToString() }, r => r.ToPiece(segments)), ct);

    private const string SameSettings = "substr(p.fingerprint, 1, length(@Settings)) = @Settings";

    private sealed class PieceRow
    {
        public long Piece { get; init; }
        public double StartSeconds { get; init; }
        public double EndSeconds { get; init; }
        public string Fingerprint { get; init; } = "";
        public string Language { get; init; } = "";
        public string Segments { get; init; } = "";
        public string Engine { get; init; } = "";
        public string Model { get; init; } = "";

        public TranscribedPiece ToPiece(Func<string, IReadOnlyList<Segment>> segments) =>
            new(new Piece((int)Piece, StartSeconds, EndSeconds), Fingerprint, Language, segments(Segments), Engine) { Model = Model };
    }

    /// <summary>A stored segment without its words, which are then not even read.</summary>
    private sealed record WordlessSegment(double Start, double End, string Text)
    {
        public double? AverageLogProbability { get; init; }
        public double? NoSpeechProbability { get; init; }
        public double? Confidence { get; init; }
        public string? Doubt { get; init; }

        public Segment ToSegment() => new(Start, End, Text, [])
        {
            AverageLogProbability = AverageLogProbability, NoSpeechProbability = NoSpeechProbability, Confidence = Confidence, Doubt = Doubt,
        };
    }
}
