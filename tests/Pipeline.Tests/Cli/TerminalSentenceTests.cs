using Pipeline.Core.Channels;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;
using Pipeline.Host.Cli;
using Pipeline.Tests.Conventions;

namespace Pipeline.Tests.Cli;

/// <summary>What a person reads at a terminal: no row, no channel, nobody else to ask, no worker that would try again.</summary>
public sealed class TerminalSentenceTests
{
    /// <summary>Parts that <c>pipeline transcribe</c> has not.</summary>
    private static readonly string[] NotHere = ["/Notion/", "/Drive/", "/LocalFiles/", "/Board/", "UploadStage", "PublishStage", "ResultCheck"];

    private static readonly string[] NoWords = ["worker", "operator", "the row", "channel", "by itself", " there, then", "tries again", "set back", "for Drive"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_error_that_can_end_a_transcription_speaks_of_a_worker_an_operator_a_channel_or_a_row(bool isFile)
    {
        var sentences = Sentences(isFile);
        Assert.InRange(sentences.Count, 50, int.MaxValue);
        Assert.Empty(
            from s in sentences
            where NoWords.Any(w => s.Worded.Replace("Worker:", "", StringComparison.Ordinal).Contains(w, StringComparison.OrdinalIgnoreCase)) || !char.IsUpper(Plain(s.Worded)[0]) || s.Worded.Contains("  ", StringComparison.Ordinal)
            select $"{s.Code}: {s.Worded}");
    }

    [Theory]
    [InlineData(ErrorClass.Access, "x", "The video is private. Ask its owner for access, then set the row back.", "The video is private. Ask its owner for access, then run this again.")]
    [InlineData(ErrorClass.Operator, "x", "It is old. Ask the operator to install 2 or newer and to set A:Path to it, then set the row back.", "It is old. Install 2 or newer and set A:Path to it, then run this again.")]
    [InlineData(ErrorClass.Permanent, "x", "Too large. Put the link of a smaller one there, or ask the operator to raise the limit (A:Max), then set the row back.", "Too large. Name the link of a smaller one, or raise the limit (A:Max), then run this again.")]
    [InlineData(ErrorClass.Transient, "network", "The connection to x failed.", "The connection to x failed. To try once more, run this again.")]
    [InlineData(ErrorClass.NotYet, "not-yet", "The video at x has not begun yet.", "The video at x has not begun yet. Run this again later.")]
    [InlineData(ErrorClass.SiteBlocked, "http-429", "x asks the worker to slow down (429), so videos of this site wait.", "x asks this machine to slow down (429). Run this again later.")]
    public void It_ends_with_what_this_person_can_do(ErrorClass turn, string code, string sentence, string worded) =>
        Assert.Equal(worded, Words(false).Of(new JobError(turn, code, sentence)));

    [Fact]
    public void A_full_disk_is_named_with_its_folder_the_variable_and_the_setting()
    {
        var worded = Words(true).Of(new JobError(ErrorClass.Local, "disk-full", "The worker's disk is full: 12 MiB free, 70 MiB needed. The operator must make room; then it goes on by itself."));
        Assert.Equal(
            $"The disk of the folder for temporary files ({Path.GetTempPath()}) is full: 12 MiB free, 70 MiB needed. Make room there, set TMPDIR to a folder on another disk, or lower Worker:MinFreeMiB (1024); then run this again.",
            worded);
    }

    [Fact]
    public void The_file_is_named_and_no_link_is_to_be_opened() => Assert.All(
        Sentences(isFile: true).Where(s => s.Code is "not-media" or "no-audio" or "truncated-media"),
        s =>
        {
            Assert.StartsWith("talk.wav ", s.Worded, StringComparison.Ordinal);
            Assert.DoesNotContain("link", s.Worded, StringComparison.Ordinal);
        });

    private static IReadOnlyList<(string Code, string Worded)> Sentences(bool isFile) =>
    [
        .. from e in ErrorSentenceTests.All
           where !NotHere.Any(n => e.File.Contains(n, StringComparison.Ordinal)) && e.Code is not ("channel-gone" or "kills-worker" or "engine" or "")
           select (e.Code, Words(isFile).Of(new JobError(e.Class, e.Code, e.Sentence))),
    ];

    /// <summary>Sentences begin with a capital letter, a placeholder of the source, a name, or an option.</summary>
    private static string Plain(string sentence) => sentence[0] is '{' or '"' or '-' || sentence.StartsWith("talk.wav ", StringComparison.Ordinal) || sentence.StartsWith("yt-dlp", StringComparison.Ordinal) || sentence.StartsWith("ffmpeg", StringComparison.Ordinal) ? "X" : sentence;

    private static TerminalSentence Words(bool isFile) => new(
        new TranscribeRequest(isFile ? "talk.wav" : null, isFile ? null : VideoUrl.Parse("https://example.com/v", out _), null, [TranscriptFormat.All[0]], new Channel { Name = "transcribe", Action = ChannelAction.UpdateOrigin, Language = "xx" }),
        new WorkerOptions());
}
