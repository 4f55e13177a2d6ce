using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Storage;

public abstract class PieceStoreSpec(Func<Task<TestStorage>> open) : StorageSpec(open)
{
    [Fact]
    public async Task Pieces_come_back_in_order_with_every_word()
    {
        var job = await InsertRunning();
        var second = Piece(1, "Zweitens, \"ja\".");
        var first = Piece(0, "Во-первых.");
        await Db.Pieces.Save(job.Id, Run, second, Ct);
        await Db.Pieces.Save(job.Id, Run, first, Ct);

        var pieces = await Db.Pieces.List(job.Id, Ct);

        Assert.Equal([first.Piece, second.Piece], pieces.Select(p => p.Piece));
        Assert.Equal(first.Segments[0].Words, pieces[0].Segments[0].Words);
        Assert.Equal((-0.25, 0.01), (pieces[0].Segments[0].AverageLogProbability, pieces[0].Segments[0].NoSpeechProbability));
        Assert.Equal("Zweitens, \"ja\".", pieces[1].Segments[0].Text);
        Assert.Equal(("fp", "de", "whisper.cpp base"), (pieces[1].Fingerprint, pieces[1].Language, pieces[1].Engine));
        Assert.Equal("base", pieces[1].Model);
    }

    [Fact]
    public async Task Pieces_without_words_are_the_same_but_for_them()
    {
        var job = await InsertRunning();
        var heard = Piece(0, "Во-первых.");
        heard = heard with { Segments = [.. heard.Segments.Select(s => s with { Confidence = 0.5, Doubt = "repetition" })] };
        await Db.Pieces.Save(job.Id, Run, heard, Ct);

        var piece = Assert.Single(await Db.Pieces.ListWordless(job.Id, Ct));

        Assert.NotEmpty(heard.Segments[0].Words);
        Assert.Equal(heard.Segments.Select(s => s with { Words = [] }), piece.Segments.Select(s => s with { Words = [] }));
        Assert.All(piece.Segments, s => Assert.Empty(s.Words));
        Assert.Equal(heard with { Segments = [] }, piece with { Segments = [] });
    }

    [Fact]
    public async Task A_piece_done_again_replaces_the_older_one()
    {
        var job = await InsertRunning();
        await Db.Pieces.Save(job.Id, Run, Piece(0, "old"), Ct);

        await Db.Pieces.Save(job.Id, Run, Piece(0, "new") with { Fingerprint = "fp2" }, Ct);

        var piece = (await Db.Pieces.List(job.Id, Ct)).Single();
        Assert.Equal(("fp2", "new"), (piece.Fingerprint, piece.Segments[0].Text));
    }

    [Fact]
    public async Task A_saved_piece_counts_as_something_that_moved()
    {
        var job = await InsertRunning();
        Db.Clock.Now = Now.AddMinutes(3);

        await Db.Pieces.Save(job.Id, Run, Piece(0, "x"), Ct);

        Assert.Equal(Now, (await Find(job.Id)).ProgressAt);
    }

    [Fact]
    public async Task Pieces_of_one_job_are_not_those_of_another()
    {
        var mine = await InsertRunning();
        var other = await InsertRunning();
        await Db.Pieces.Save(mine.Id, Run, Piece(0, "mine"), Ct);

        Assert.Empty(await Db.Pieces.List(other.Id, Ct));
    }

    [Fact]
    public async Task What_another_job_heard_in_the_same_file_with_the_same_settings_is_taken_over()
    {
        var (one, other) = (await InsertRunning(), await InsertRunning());
        foreach (var job in (VideoJob[])[one, other]) await Db.Jobs.Remember(job.Id, Run, new JobFacts { MediaSha256 = "aa" }, Ct);
        await Db.Pieces.Save(one.Id, Run, Piece(0, "first") with { Fingerprint = "base;sound=1" }, Ct);
        await Db.Pieces.Save(one.Id, Run, Piece(1, "second") with { Fingerprint = "base;sound=2" }, Ct);
        await Db.Pieces.Save(one.Id, Run, Piece(2, "other model") with { Fingerprint = "base2;sound=3" }, Ct);
        await Db.Pieces.Save(other.Id, Run, Piece(1, "its own") with { Fingerprint = "base;sound=2" }, Ct);

        Assert.Equal(new AdoptedPieces(null, 0), await Db.Pieces.Adopt(other.Id, Run, "bb", "base", Ct));
        Assert.Equal(new AdoptedPieces(null, 0), await Db.Pieces.Adopt(other.Id, Run, "aa", "bas", Ct));
        Assert.Null(await Db.Pieces.Adopt(other.Id, "run-2", "aa", "base", Ct));
        Assert.Equal(new AdoptedPieces(one.Id, 1), await Db.Pieces.Adopt(other.Id, Run, "aa", "base", Ct));

        Assert.Equal(["first", "its own"], (await Db.Pieces.List(other.Id, Ct)).Select(p => p.Segments[0].Text));
        Assert.All(await Db.Pieces.List(other.Id, Ct), p => Assert.Equal("base", p.Model));
        Assert.Equal(3, (await Db.Pieces.List(one.Id, Ct)).Count);
    }

    [Fact]
    public async Task What_lies_behind_the_last_piece_is_forgotten()
    {
        var job = await InsertRunning();
        for (var i = 0; i < 4; i++) await Db.Pieces.Save(job.Id, Run, Piece(i, "x"), Ct);

        Assert.True(await Db.Pieces.Trim(job.Id, Run, 2, Ct));

        Assert.Equal([0, 1], (await Db.Pieces.List(job.Id, Ct)).Select(p => p.Piece.Index));
        Assert.False(await Db.Pieces.Trim(job.Id, "run-2", 0, Ct));
    }

    private static TranscribedPiece Piece(int index, string text) => new(
        new Piece(index, index * 60.5, (index + 1) * 60.5),
        "fp",
        "de",
        [new Segment(index * 60.5, (index * 60.5) + 2, text, [new Word(text, 0.1, 0.7, 0.93)]) { AverageLogProbability = -0.25, NoSpeechProbability = 0.01 }],
        "whisper.cpp base")
    {
        Model = "base",
    };
}
