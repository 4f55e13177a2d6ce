using Pipeline.Core.Board;
using Pipeline.Core.Jobs;
using Pipeline.Core.Running;
using Pipeline.Tests.Ffmpeg;

namespace Pipeline.Tests.Stages;

/// <summary>Stages that are done again: after a failure, a crash, or because a person set the row back.</summary>
public sealed class RepeatedStageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_only_decoding_finds_cut_off_is_not_kept_so_that_the_next_attempt_downloads_it()
    {
        await using var rig = await StageRig.Create();
        var whole = await TestMedia.Mp4();
        var path = await rig.Downloaded(whole[..(whole.Length / 2)]);
        var failure = await Assert.ThrowsAsync<JobFailureException>(rig.Transcribe);
        Assert.Equal("truncated-media", failure.Error.Code);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_video_whose_picture_outlasts_its_sound_is_transcribed_and_keeps_its_length()
    {
        await using var rig = await StageRig.Create();
        await rig.Downloaded(await TestMedia.FlvWithSilentEnd(), "media.flv", seconds: 8);
        await rig.Transcribe();
        Assert.Equal(8, (await rig.Context()).Job.DurationSeconds);
        Assert.Contains("\"duration\": 8", await File.ReadAllTextAsync(rig.Workspace.File("transcript.json"), Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silent-first.mp4", "No speech was found in this recording. The file has 2 sound tracks and only the default one was listened to: if the speech is on another one, make that the default.")]
    [InlineData("clip.mp4", "No speech was found in this recording.")]
    public async Task A_silent_sound_track_beside_others_is_not_told_as_if_it_were_all(string clip, string told)
    {
        await using var rig = await StageRig.Create();
        await rig.Downloaded(await (clip == "clip.mp4" ? TestMedia.Mp4() : TestMedia.Mp4WithSilentFirstSound()));
        rig.Engine.Spans = [];
        await rig.Transcribe();
        await rig.Publish();
        var written = (await rig.Db.Outbox.Next(OutboxQuery.All(DateTimeOffset.MaxValue), Ct))!;
        var page = Assert.IsType<BoardWrite.Transcript>(Assert.Single(written.Entries).Write);
        Assert.Equal(told, Assert.Single(Assert.Single(page.Paragraphs).Runs).Text);
    }

    [Fact]
    public async Task A_first_piece_in_which_nothing_was_said_pins_no_language()
    {
        await using var rig = await StageRig.Create();
        await rig.Downloaded(await TestMedia.Mp4());
        rig.Engine.Answers.Clear();
        rig.Engine.Answers.Enqueue(Engine.Said("nn"));
        rig.Engine.Answers.Enqueue(Engine.Said("en", "Hello."));
        await rig.Transcribe();
        Assert.Equal([null, null], rig.Engine.Asked);
    }

    [Fact]
    public async Task Another_video_behind_the_link_gets_its_own_sound_and_takes_the_place_of_the_old_files()
    {
        await using var rig = await StageRig.Create();
        await rig.Downloaded(await TestMedia.Mp4());
        await rig.Upload();
        var (video, audio) = (await rig.Artifact(ArtifactKind.Video), await rig.Artifact(ArtifactKind.Audio));

        await rig.Downloaded(await TestMedia.LargeMov());
        await rig.Upload();

        Assert.Equal(video.RemoteId, (await rig.Artifact(ArtifactKind.Video)).RemoteId);
        Assert.NotEqual(audio.Sha256, (await rig.Artifact(ArtifactKind.Audio)).Sha256);
        Assert.Equal(2, rig.FinishedFiles().Count());
    }

    [Fact]
    public async Task A_sound_file_that_was_swept_away_before_its_upload_is_taken_out_again()
    {
        await using var rig = await StageRig.Create();
        await rig.Downloaded(await TestMedia.Mp4());
        await rig.Upload();
        File.Delete(rig.Workspace.File((await rig.Artifact(ArtifactKind.Audio)).Path));
        Directory.Delete(rig.FinishedFolder, recursive: true);
        await rig.Db.Execute("update artifacts set uploaded_at = null, remote_url = null");
        await rig.Upload();
        Assert.Equal(["Talk.m4a", "Talk.mp4"], rig.FinishedFiles());
    }

    [Fact]
    public async Task What_a_person_threw_away_meanwhile_is_put_back_when_the_job_is_done_again()
    {
        await using var rig = await StageRig.Create();
        await rig.Downloaded(await TestMedia.Mp4());
        await rig.Upload();
        Directory.Delete(rig.FinishedFolder, recursive: true);
        await rig.Upload();
        Assert.Equal(["Talk.m4a", "Talk.mp4"], rig.FinishedFiles());
    }

    [Fact]
    public async Task The_words_of_a_second_transcription_are_not_hung_onto_the_first_ones_toggle()
    {
        await using var rig = await StageRig.Create();
        await rig.Downloaded(await TestMedia.Mp4());
        var first = await Marker(rig);
        Assert.Equal(first, await Marker(rig));

        rig.Engine.Fingerprint = "engine-2";
        rig.Engine.Answers.Clear();
        rig.Engine.Answers.Enqueue(Engine.Said("en", "Something else."));

        Assert.NotEqual(first, await Marker(rig));
    }

    private static async Task<string> Marker(StageRig rig)
    {
        await rig.Transcribe();
        Assert.IsType<StageOutcome.Snooze>(await rig.Publish());
        var marker = "";
        while (await rig.Db.Outbox.Next(OutboxQuery.All(rig.Db.Clock.Now), Ct) is { } batch)
        {
            if (batch.ToWrite() is BoardWrite.Transcript transcript) marker = transcript.Marker;
            await rig.Db.Outbox.Acknowledge(batch, Ct);
        }

        await rig.Retry(JobStage.Transcribe);
        return marker;
    }
}
