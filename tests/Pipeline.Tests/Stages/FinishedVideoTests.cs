using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Tests.Ffmpeg;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Stages;

/// <summary>What a channel makes of its videos before they go up, with the real ffmpeg.</summary>
public sealed class FinishedVideoTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compressed_with_subtitles_inside_and_sound_beside_it_takes_the_place_of_the_download()
    {
        await using var rig = await Rig(c => c with { Compress = true, EmbedSubtitles = true, AudioFormat = AudioFormat.Mp3 });
        await rig.Downloaded(await TestMedia.LargeMp4());
        await rig.Transcribe();
        await rig.Upload();
        Assert.Equal(["Talk.json", "Talk.md", "Talk.mp3", "Talk.mp4", "Talk.srt", "Talk.txt", "Talk.vtt"], rig.FinishedFiles());
        var video = Path.Combine(rig.FinishedFolder, "Talk.mp4");
        Assert.InRange(new FileInfo(video).Length, 1000, (await TestMedia.LargeMp4()).Length * 0.9);
        Assert.Equal("h264 aac mov_text", Codecs(video));
        Assert.True(Mp4.IndexComesFirst(video));
        Assert.Contains(await rig.Db.Jobs.ReadLog(rig.Id, Ct), l => l.Line.StartsWith("Compressed the video from", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_made_twice_and_another_transcript_makes_its_video_anew_from_the_download()
    {
        await using var rig = await Rig(c => c with { Compress = true, EmbedSubtitles = true });
        await rig.Downloaded(await TestMedia.LargeMp4());
        await rig.Transcribe();
        await rig.Upload();
        var (first, written) = (await rig.Artifact(ArtifactKind.Video), Written(rig));
        await rig.Upload();
        Assert.Equal(first, await rig.Artifact(ArtifactKind.Video));
        Assert.Equal(written, Written(rig));

        await rig.Retry(JobStage.Transcribe);
        rig.Engine.Fingerprint = "engine-2";
        rig.Engine.Answers.Clear();
        rig.Engine.Answers.Enqueue(Engine.Said("en", "Something else."));
        await rig.Transcribe();
        await rig.Upload();
        var second = await rig.Artifact(ArtifactKind.Video);
        Assert.NotEqual(first.Sha256, second.Sha256);
        Assert.Equal(first.RemoteId, second.RemoteId);
        Assert.Equal(written[0], Written(rig)[0]);
        Assert.Contains("Something else.", RunTool.Output("ffmpeg", "-v", "error", "-i", rig.Workspace.File(second.Path), "-map", "0:s:0", "-f", "srt", "-"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_while_it_compresses_the_next_run_does_it_again_and_leaves_nothing_half()
    {
        await using var rig = await Rig(c => c with { Compress = true });
        rig.Ffmpeg.CompressPreset = "veryslow";
        await rig.Downloaded(await TestMedia.LargeMp4());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        stop.CancelAfter(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Upload(stop.Token));
        Assert.Equal("media.mp4", (await rig.Artifact(ArtifactKind.Video)).Path);

        rig.Ffmpeg.CompressPreset = "ultrafast";
        await rig.Upload();
        Assert.NotEqual("media.mp4", (await rig.Artifact(ArtifactKind.Video)).Path);
        Assert.DoesNotContain(Directory.GetFiles(rig.Workspace.Directory), f => f.EndsWith(".part", StringComparison.Ordinal) || f.EndsWith(".trial", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_video_that_compressing_would_not_make_smaller_goes_up_as_it_came()
    {
        await using var rig = await Rig(c => c with { Compress = true });
        rig.Ffmpeg.CompressCrf = 18;
        var original = await TestMedia.SmallMp4();
        await rig.Downloaded(original);
        await rig.Upload();
        await rig.Upload();
        Assert.Equal(original, await File.ReadAllBytesAsync(Path.Combine(rig.FinishedFolder, "Talk.mp4"), Ct));
        Assert.Single(await rig.Db.Jobs.ReadLog(rig.Id, Ct), l => l.Line.Contains("does not make the video smaller", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_webm_becomes_an_mp4_for_a_channel_that_wants_one()
    {
        await using var rig = await Rig(c => c with { Remux = true });
        await rig.Downloaded(await TestMedia.WebmVp9(), "media.webm");
        await rig.Upload();
        Assert.Equal(["Talk.mp4", "Talk.ogg"], rig.FinishedFiles());
        Assert.Equal("vp9 opus", Codecs(Path.Combine(rig.FinishedFolder, "Talk.mp4")));
    }

    [Fact]
    public async Task An_mp4_that_plays_while_it_loads_is_left_alone()
    {
        await using var rig = await Rig(c => c with { Remux = true });
        var original = await TestMedia.Mp4();
        await rig.Downloaded(original);
        await rig.Upload();
        Assert.Equal(original, await File.ReadAllBytesAsync(Path.Combine(rig.FinishedFolder, "Talk.mp4"), Ct));
    }

    [Fact]
    public async Task A_picture_that_no_mp4_holds_goes_up_as_it_came_and_the_log_says_why()
    {
        await using var rig = await Rig(c => c with { Remux = true, EmbedSubtitles = true });
        var original = await TestMedia.WebmVp8();
        await rig.Downloaded(original, "media.webm");
        await rig.Transcribe();
        await rig.Upload();
        Assert.Equal(original, await File.ReadAllBytesAsync(Path.Combine(rig.FinishedFolder, "Talk.webm"), Ct));
        Assert.Contains(await rig.Db.Jobs.ReadLog(rig.Id, Ct), l => l.Line.Contains("(vp8) cannot stand in an mp4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_channel_that_keeps_no_video_makes_none()
    {
        await using var rig = await Rig(c => c with { KeepVideo = false, Compress = true });
        await rig.Downloaded(await TestMedia.LargeMp4());
        await rig.Upload();
        Assert.Equal(["Talk.m4a"], rig.FinishedFiles());
        Assert.Equal("media.mp4", (await rig.Artifact(ArtifactKind.Video)).Path);
    }

    [Fact]
    public async Task Another_sound_format_takes_the_place_of_the_first()
    {
        await using var rig = await Rig(c => c);
        await rig.Downloaded(await TestMedia.Mp4());
        await rig.Upload();
        rig.Channel = rig.Channel with { AudioFormat = AudioFormat.Mp3 };
        await rig.Upload();
        Assert.Equal("audio/mpeg", (await rig.Artifact(ArtifactKind.Audio)).ContentType);
    }

    private static async Task<StageRig> Rig(Func<Channel, Channel> settings)
    {
        var rig = await StageRig.Create();
        rig.Channel = settings(rig.Channel);
        return rig;
    }

    /// <summary>When each video of the workspace was written, the compressed one (made first) before the one with subtitles.</summary>
    private static List<DateTime> Written(StageRig rig) =>
        [.. Directory.GetFiles(rig.Workspace.Directory, "media.mp4.*.mp4").Select(File.GetLastWriteTimeUtc).Order()];

    private static string Codecs(string path) => RunTool.Output("ffprobe", "-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", path).ReplaceLineEndings(" ").Trim();
}
