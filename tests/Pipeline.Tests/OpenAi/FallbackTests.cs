using Pipeline.Core.Transcripts;
using Pipeline.Sandbox.Faults;

namespace Pipeline.Tests.OpenAi;

/// <summary>From the remote engine to the local one and back.</summary>
public sealed class FallbackTests
{
    private const string Local = "whisper.cpp scripted";
    private static readonly TranscriptionSettings English = new("en");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_local_engine_stands_in_while_the_remote_one_is_away_and_gives_way_when_it_is_back()
    {
        await using var rig = await RemoteRig.Create(("OpenAi:Engines:far:FallbackToLocal", "true"), ("OpenAi:MaxAttempts", "1"));
        var engine = await rig.Engine();
        Assert.Equal("far whisper-1", await Answer(engine));
        var away = rig.Sandbox.Faults.Add(new FaultRule { PathPattern = "^/openai/", Kind = FaultKind.Status, StatusCode = 503 });
        for (var piece = 0; piece < 4; piece++) Assert.Equal(Local, await Answer(engine));
        // Two failures in a row, then it rests and is not asked.
        Assert.Equal(2, away.Hits);

        rig.Time.Skip(TimeSpan.FromSeconds(301));
        Assert.Equal(Local, await Answer(engine));
        Assert.Equal(3, away.Hits);
        Assert.Equal(Local, await Answer(engine));
        Assert.Equal(3, away.Hits);

        away.Release();
        rig.Time.Skip(TimeSpan.FromSeconds(301));
        Assert.Equal("far whisper-1", await Answer(engine));
        Assert.Contains("answers again", rig.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_is_said_loudly_while_the_local_engine_works()
    {
        await using var rig = await RemoteRig.Create(("OpenAi:Engines:far:FallbackToLocal", "true"), ("OpenAi:Engines:far:Key", "sk-wrong-987654321"));
        var engine = await rig.Engine();
        Assert.Equal(Local, await Answer(engine));
        Assert.Equal(Local, await Answer(engine));
        Assert.Single(rig.Sandbox.Journal.Of("/openai/"));
        Assert.Contains("Error The speech engine far does not accept its key", rig.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("987654321", rig.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_answered_is_no_reason_to_listen_again_but_another_local_model_is()
    {
        await using var rig = await RemoteRig.Create(("OpenAi:Engines:far:FallbackToLocal", "true"));
        await using var other = await RemoteRig.Create(
            ("OpenAi:Engines:far:FallbackToLocal", "true"), ("Whisper:Model", "base-q4_k"), ("OpenAi:Engines:far:BaseAddress", rig.Sandbox.BaseAddress + "openai/v1/"));
        Assert.NotEqual((await rig.Engine()).Fingerprint, (await other.Engine()).Fingerprint);
    }

    private static async Task<string> Answer(ITranscriber engine) => (await engine.Transcribe(new byte[5 * 32_000], English, Ct)).Engine;
}
