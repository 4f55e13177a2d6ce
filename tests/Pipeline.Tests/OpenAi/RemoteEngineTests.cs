using Pipeline.Core.Checkups;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;
using Pipeline.Sandbox.Faults;
using Pipeline.Sandbox.Speech;

namespace Pipeline.Tests.OpenAi;

/// <summary>A remote engine by itself: what it answers, and what it refuses.</summary>
public sealed class RemoteEngineTests
{
    private static readonly TranscriptionSettings AnyLanguage = new(null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Words_at_the_top_of_the_answer_get_their_punctuation_from_the_segments()
    {
        await using var rig = await RemoteRig.Create();
        var answer = await (await rig.Engine()).Transcribe(Piece(10), AnyLanguage, Ct);
        Assert.Equal(("en", "far whisper-1"), (answer.Language, answer.Engine));
        Assert.Equal(["Hello, remote world.", "It's twenty-five."], answer.Segments.Select(s => s.Text));
        Assert.Equal(["Hello,", "remote", "world.", "It's", "twenty-five."], answer.Segments.SelectMany(s => s.Words).Select(w => w.Text));
        Assert.Equal((2.3, 2.9), (answer.Segments[1].Words[^1].Start, answer.Segments[1].Words[^1].End));
    }

    [Fact]
    public async Task What_it_costs_is_written_down()
    {
        await using var rig = await RemoteRig.Create();
        await (await rig.Engine()).Transcribe(Piece(90), AnyLanguage, Ct);
        var use = Assert.Single(rig.Ledger.Uses);
        Assert.Equal(("talks", "far", "whisper-1", 90), (use.Channel, use.Engine, use.Model, use.AudioSeconds));
        Assert.Equal(0.009, use.Cost, 6);
    }

    [Fact]
    public async Task A_whisper_server_can_be_the_remote_one()
    {
        await using var rig = await RemoteRig.Create();
        var (address, server) = await rig.WhisperServer();
        await using var stop = server;
        await using var near = await RemoteRig.Create(
            ("OpenAi:Engines:near:BaseAddress", address.ToString()), ("OpenAi:Engines:near:Model", "whatever"), ("OpenAi:Engines:near:FallbackToLocal", "false"),
            ("OpenAi:Engines:near:Fields:language", "auto"), ("OpenAi:Engines:near:Fields:max_len", "100000"));
        var far = await (await near.Engine("near")).Transcribe(Piece(20), new("en"), Ct);
        var local = await (await near.Engine("local")).Transcribe(Piece(20), new("en"), Ct);
        Assert.NotEmpty(far.Segments);
        Assert.Equal(local.Segments.SelectMany(s => s.Words).Select(w => w.Text), far.Segments.SelectMany(s => s.Words).Select(w => w.Text));
    }

    [Fact]
    public async Task A_refused_key_is_for_the_operator_and_stays_secret()
    {
        await using var rig = await RemoteRig.Create(("OpenAi:Engines:far:Key", "sk-wrong-987654321"));
        var failure = await Assert.ThrowsAsync<JobFailureException>(async () => await (await rig.Engine()).Transcribe(Piece(5), AnyLanguage, Ct));
        Assert.Equal(("engine-key", ErrorClass.Operator), (failure.Error.Code, failure.Error.Class));
        Assert.Contains("OpenAi:Engines:far:Key", failure.Error.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("987654321", failure + rig.Log.Text + failure.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_the_engine_does_not_know_is_for_the_operator()
    {
        await using var rig = await RemoteRig.Create();
        var failure = await Assert.ThrowsAsync<JobFailureException>(async () => await (await rig.Engine(model: "whisper-9")).Transcribe(Piece(5), AnyLanguage, Ct));
        Assert.Equal("engine-refused", failure.Error.Code);
        Assert.Contains("whisper-9", failure.Error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_asks_for_patience_gets_it()
    {
        await using var rig = await RemoteRig.Create();
        var busy = rig.Sandbox.Faults.Add(new FaultRule { PathPattern = "^/openai/", Kind = FaultKind.Status, StatusCode = 429, RetryAfter = 1, Times = 1 });
        Assert.NotEmpty((await (await rig.Engine()).Transcribe(Piece(5), AnyLanguage, Ct)).Segments);
        Assert.Equal(1, busy.Hits);
    }

    [Fact]
    public async Task One_that_asks_for_too_much_patience_is_a_passing_failure()
    {
        await using var rig = await RemoteRig.Create();
        rig.Sandbox.Faults.Add(new FaultRule { PathPattern = "^/openai/", Kind = FaultKind.Status, StatusCode = 429, RetryAfter = 3600 });
        var failure = await Assert.ThrowsAsync<JobFailureException>(async () => await (await rig.Engine()).Transcribe(Piece(5), AnyLanguage, Ct));
        Assert.Equal((ErrorClass.Transient, "engine-busy"), (failure.Error.Class, failure.Error.Code));
    }

    [Theory]
    [InlineData(FaultKind.Status, 503, null)]
    [InlineData(FaultKind.CutAfterCommit, 0, null)]
    [InlineData(FaultKind.Status, 200, """{"task":"transcribe","language":"english","text":"Hel""")]
    public async Task What_broke_is_asked_for_again(FaultKind kind, int status, string? body)
    {
        await using var rig = await RemoteRig.Create();
        var fault = rig.Sandbox.Faults.Add(new FaultRule { PathPattern = "^/openai/", Kind = kind, StatusCode = status, Body = body, Times = 1 });
        Assert.Equal("en", (await (await rig.Engine()).Transcribe(Piece(5), AnyLanguage, Ct)).Language);
        Assert.Equal(1, fault.Hits);
        fault.Release();
        rig.Sandbox.Faults.Add(new FaultRule { PathPattern = "^/openai/", Kind = kind, StatusCode = status, Body = body });
        var failure = await Assert.ThrowsAsync<JobFailureException>(async () => await (await rig.Engine()).Transcribe(Piece(5), AnyLanguage, Ct));
        Assert.Equal((ErrorClass.Transient, "engine-away"), (failure.Error.Class, failure.Error.Code));
    }

    [Fact]
    public async Task A_piece_that_is_too_large_is_cut_and_the_next_one_is_cut_at_once()
    {
        await using var rig = await RemoteRig.Create();
        rig.Sandbox.Speech.MaxBytes = 1_000_000;
        var engine = await rig.Engine();
        var answer = await engine.Transcribe(Piece(60), AnyLanguage, Ct);
        Assert.Equal(4, answer.Segments.Count);
        Assert.InRange(answer.Segments[2].Start, 15, 45);
        Assert.Equal(3, Requests(rig));
        await engine.Transcribe(Piece(60), AnyLanguage, Ct);
        Assert.Equal(5, Requests(rig));
    }

    [Fact]
    public async Task A_piece_above_the_settings_limit_is_never_sent_whole()
    {
        await using var rig = await RemoteRig.Create(("OpenAi:Engines:far:MaxMiB", "1"));
        await (await rig.Engine()).Transcribe(Piece(60), AnyLanguage, Ct);
        Assert.Equal(2, Requests(rig));
        Assert.Equal(60, rig.Ledger.Uses.Sum(u => u.AudioSeconds), 3);
    }

    [Fact]
    public async Task An_engine_that_takes_nothing_is_for_the_operator()
    {
        await using var rig = await RemoteRig.Create();
        rig.Sandbox.Speech.MaxBytes = 1;
        var failure = await Assert.ThrowsAsync<JobFailureException>(async () => await (await rig.Engine()).Transcribe(Piece(12), AnyLanguage, Ct));
        Assert.Equal("engine-refused", failure.Error.Code);
    }

    [Fact]
    public async Task Engine_and_model_decide_the_fingerprint()
    {
        await using var rig = await RemoteRig.Create();
        await using var elsewhere = await RemoteRig.Create();
        var prints = new[] { (await rig.Engine()).Fingerprint, (await rig.Engine(model: "large")).Fingerprint, (await rig.Engine("local")).Fingerprint, (await elsewhere.Engine()).Fingerprint };
        Assert.Equal(4, prints.Distinct().Count());
        Assert.DoesNotContain(SpeechApi.Key, string.Concat(prints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_tells_a_good_key_a_refused_one_and_silence_apart()
    {
        await using var rig = await RemoteRig.Create();
        Assert.Equal(FindingLevel.Ok, (await rig.Doctor()).Level);
        rig.Sandbox.Faults.Add(new FaultRule { PathPattern = "^/openai/", Kind = FaultKind.CutBeforeCommit });
        Assert.Equal(FindingLevel.Problem, (await rig.Doctor()).Level);
        await using var wrong = await RemoteRig.Create(("OpenAi:Engines:far:Key", "sk-wrong-987654321"));
        var finding = await wrong.Doctor();
        Assert.Equal(FindingLevel.Problem, finding.Level);
        Assert.Contains("PIPELINE_OPENAI__ENGINES__FAR__KEY", finding.Repair, StringComparison.Ordinal);
        Assert.DoesNotContain("987654321", $"{finding}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_nobody_described_is_for_the_operator()
    {
        await using var rig = await RemoteRig.Create();
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => rig.Engine("nowhere"));
        Assert.Equal((ErrorClass.Operator, "engine"), (failure.Error.Class, failure.Error.Code));
    }

    private static int Requests(RemoteRig rig) => rig.Sandbox.Journal.Of("/openai/").Count;

    private static byte[] Piece(int seconds) => new byte[seconds * 32_000];
}
