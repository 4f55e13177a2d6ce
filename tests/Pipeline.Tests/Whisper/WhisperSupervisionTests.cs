using System.Diagnostics;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Whisper;

/// <summary>What happens to the server, with the model that is fast and always says the same.</summary>
public class WhisperSupervisionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TranscriptionSettings English = new("en");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_killed_in_mid_piece_is_started_again_and_the_answer_is_the_same()
    {
        await using var whisper = WhisperSetup.Scripted();
        var pcm = Long();
        var undisturbed = await whisper.Transcriber.Transcribe(pcm, English, Ct);
        var first = whisper.Pid!.Value;
        var answer = whisper.Transcriber.Transcribe(pcm, English, Ct);
        await Busy(first);
        Kill(first);
        Assert.Equal(Text(undisturbed), Text(await answer));
        Assert.NotEqual(first, whisper.Pid);
    }

    [Fact]
    public async Task A_server_that_died_between_pieces_is_started_again()
    {
        await using var whisper = WhisperSetup.Scripted();
        var before = await whisper.Transcriber.Transcribe(Short(), English, Ct);
        Kill(whisper.Pid!.Value);
        Assert.Equal(Text(before), Text(await whisper.Transcriber.Transcribe(Short(), English, Ct)));
    }

    [Fact]
    public async Task Cancelling_kills_the_work_and_the_next_piece_gets_a_new_server()
    {
        await using var whisper = WhisperSetup.Scripted();
        await whisper.Transcriber.Transcribe(Short(), English, Ct);
        var pid = whisper.Pid!.Value;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var answer = whisper.Transcriber.Transcribe(Long(), English, stop.Token);
        await Busy(pid);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.False(IsAlive(pid));
        Assert.NotEmpty((await whisper.Transcriber.Transcribe(Short(), English, Ct)).Segments);
    }

    [Fact]
    public async Task A_server_that_always_dies_is_a_passing_failure_after_the_restarts()
    {
        await using var whisper = WhisperSetup.Scripted(("ServerPath", "false"), ("MaxRestarts", "1"));
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => whisper.Transcriber.Transcribe(Short(), English, Ct));
        Assert.Equal((ErrorClass.Transient, "engine-died"), (failure.Error.Class, failure.Error.Code));
        Assert.Contains("2 times", failure.Error.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_piece_that_hangs_is_a_passing_failure()
    {
        await using var whisper = WhisperSetup.Scripted(("RequestTimeLimitMinimumSeconds", "1"), ("RequestTimeLimitFactor", "2"), ("MaxRestarts", "0"));
        // Measured once, so that the limit is not that of an unknown machine.
        var piece = new byte[40 * 32_000];
        await whisper.Transcriber.Transcribe(piece, English, Ct);
        var pid = whisper.Pid!.Value;
        var answer = whisper.Transcriber.Transcribe(piece, English, Ct);
        await Busy(pid);
        Freeze(pid);
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => answer);
        Assert.Equal("engine-died", failure.Error.Code);
        Assert.False(IsAlive(pid));
    }

    [Fact]
    public async Task A_server_that_hangs_between_pieces_is_replaced_before_the_next_one()
    {
        await using var whisper = WhisperSetup.Scripted(("MaxRestarts", "0"));
        await whisper.Transcriber.Transcribe(Short(), English, Ct);
        var pid = whisper.Pid!.Value;
        Freeze(pid);
        Assert.NotEmpty((await whisper.Transcriber.Transcribe(Short(), English, Ct)).Segments);
        Assert.False(IsAlive(pid));
    }

    [Fact]
    public async Task A_server_that_has_grown_too_big_is_replaced_between_two_pieces()
    {
        await using var whisper = WhisperSetup.Scripted(("MaxServerMiB", "1"));
        Assert.NotEmpty((await whisper.Transcriber.Transcribe(Short(), English, Ct)).Segments);
        Assert.Null(whisper.Pid);
        Assert.NotEmpty((await whisper.Transcriber.Transcribe(Short(), English, Ct)).Segments);
    }

    [Fact]
    public async Task An_illegal_instruction_is_a_wrong_binary_for_the_operator()
    {
        await using var whisper = WhisperSetup.Scripted();
        var server = Script(whisper, "kill -ILL $$");
        await AssertOperator(server, "wrong-binary");
    }

    [Fact]
    public async Task A_start_line_that_is_not_understood_is_a_wrong_binary()
    {
        await AssertOperator("true", "wrong-binary");
    }

    [Fact]
    public async Task A_model_that_cannot_be_read_is_named_to_the_operator()
    {
        await using var whisper = WhisperSetup.Scripted();
        var model = whisper.Folder.File("broken.bin");
        await File.WriteAllTextAsync(model, "not a model", Ct);
        await using var broken = WhisperSetup.Scripted(("Model", model));
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => broken.Transcriber.Transcribe(Short(), English, Ct));
        Assert.Equal((ErrorClass.Operator, "model"), (failure.Error.Class, failure.Error.Code));
    }

    [Fact]
    public async Task A_missing_model_says_where_it_was_looked_for()
    {
        await using var whisper = WhisperSetup.Scripted(("Model", "nowhere"));
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => whisper.Transcriber.Transcribe(Short(), English, Ct));
        Assert.Equal((ErrorClass.Operator, "model"), (failure.Error.Class, failure.Error.Code));
        Assert.Contains("assets/models/ggml-nowhere.bin", failure.Error.Detail, StringComparison.Ordinal);
        Assert.Contains("pipeline models list", failure.Error.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_server_is_a_matter_for_the_operator()
    {
        await using var whisper = WhisperSetup.Scripted(("ServerPath", "no-such-server"));
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => whisper.Transcriber.Transcribe(Short(), English, Ct));
        Assert.Equal((ErrorClass.Operator, "tool-missing"), (failure.Error.Class, failure.Error.Code));
    }

    [Fact]
    public async Task An_unknown_language_is_refused_before_anything_starts()
    {
        await using var whisper = WhisperSetup.Scripted();
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => whisper.Transcriber.Transcribe(Short(), new("klingon"), Ct));
        Assert.Equal((ErrorClass.Permanent, "unknown-language"), (failure.Error.Class, failure.Error.Code));
        Assert.Null(whisper.Pid);
    }

    [Fact]
    public async Task No_samples_make_no_request()
    {
        await using var whisper = WhisperSetup.Scripted();
        Assert.Empty((await whisper.Transcriber.Transcribe(ReadOnlyMemory<byte>.Empty, English, Ct)).Segments);
        Assert.Null(whisper.Pid);
    }

    [Fact]
    public async Task An_idle_server_gives_its_memory_back_and_starts_again_when_needed()
    {
        await using var whisper = WhisperSetup.Scripted(("IdleStopSeconds", "1"));
        await whisper.Transcriber.Transcribe(Short(), English, Ct);
        await Eventually.True(() => whisper.Pid is null, Patience, () => "the idle server to stop");
        Assert.NotEmpty((await whisper.Transcriber.Transcribe(Short(), English, Ct)).Segments);
    }

    [Fact]
    public async Task Pieces_that_come_together_are_answered_one_after_the_other()
    {
        await using var whisper = WhisperSetup.Scripted();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => whisper.Transcriber.Transcribe(Short(), English, Ct)));
        Assert.Single(answers.Select(Text).Distinct());
    }

    private static async Task AssertOperator(string server, string code)
    {
        await using var whisper = WhisperSetup.Scripted(("ServerPath", server));
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => whisper.Transcriber.Transcribe(Short(), English, Ct));
        Assert.Equal((ErrorClass.Operator, code), (failure.Error.Class, failure.Error.Code));
    }

    private static string Script(WhisperSetup whisper, string line)
    {
        var path = whisper.Folder.File("server.sh");
        File.WriteAllText(path, "#!/bin/sh\n" + line + "\n");
        RunTool.Output("chmod", "+x", path);
        return path;
    }

    /// <summary>The model ignores what it hears.</summary>
    private static byte[] Short() => new byte[5 * 32_000];

    private static byte[] Long() => new byte[150 * 32_000];

    private static string Text(EngineAnswer answer) => string.Join(' ', answer.Segments.Select(s => $"{s.Start}-{s.End} {s.Text}"));

    /// <summary>Waits until the server computes: it has more processor time than when it was idle.</summary>
    private static Task Busy(int pid)
    {
        using var process = Process.GetProcessById(pid);
        var idle = process.TotalProcessorTime;
        return Eventually.True(() => Cpu(pid) > idle + TimeSpan.FromMilliseconds(200), Patience, () => $"server {pid} to work");
    }

    private static TimeSpan Cpu(int pid)
    {
        using var process = Process.GetProcessById(pid);
        return process.TotalProcessorTime;
    }

    private static bool IsAlive(int pid) => Directory.Exists($"/proc/{pid}");

    private static void Kill(int pid) => RunTool.Output("kill", "-KILL", $"{pid}");

    private static void Freeze(int pid) => RunTool.Output("kill", "-STOP", $"{pid}");
}
