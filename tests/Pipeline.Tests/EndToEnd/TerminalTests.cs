using System.Diagnostics;
using System.Globalization;
using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>What <c>pipeline init</c> and <c>pipeline run</c> ask, and that they ask only where somebody sits at a terminal.</summary>
public sealed class TerminalTests
{
    private const string PageQuestion = "Link of a Notion page that is shared with the connection:";
    private const string RowsQuestion = "Which of them are to be processed? (all, new, or since=YYYY-MM-DD)";

    [Fact]
    public async Task On_a_terminal_init_asks_for_the_page_and_makes_the_database_on_the_answer()
    {
        await using var world = await World.Create();
        File.Delete(Channels(world));
        var home = world.Sandbox.Notion.AddPlainPage("Team home");
        await using var terminal = Start(world, ["init"]);
        await terminal.Until(PageQuestion);
        Assert.Single(world.Sandbox.Notion.Tables());
        Assert.False(File.Exists(Channels(world)));

        await terminal.Answer("https://www.notion.so/Team-home-" + home.Replace("-", "", StringComparison.Ordinal));
        await EndsWell(terminal);
        Assert.Equal(2, world.Sandbox.Notion.Tables().Count);
        Assert.True(File.Exists(Channels(world)));
        Assert.DoesNotContain(RowsQuestion, terminal.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all", "all", 0)]
    [InlineData("", "new", 3)]
    [InlineData("since=2999-01-01", "since=2999-01-01", 3)]
    [InlineData("since=2020-01-01", "since=2020-01-01", 0)]
    public async Task On_a_terminal_init_asks_what_becomes_of_rows_that_ask_already_until_the_answer_is_one(string answer, string choice, int leftAlone)
    {
        await using var world = await World.Create();
        File.Delete(Channels(world));
        for (var n = 0; n < 3; n++) world.AddRow(world.Media("page/jfk"));
        await using var terminal = Start(world, ["init", "--database", NotionSeed.DatabaseId, "--channel", World.Channel]);
        await terminal.Until(RowsQuestion);
        Assert.Contains("3 rows ask already: about 1.5 h of video", terminal.Screen, StringComparison.Ordinal);

        var before = await terminal.Answer("some of them");
        await terminal.Until(RowsQuestion, before);
        await terminal.Answer(answer);
        await EndsWell(terminal);
        Assert.Contains($"✔ Rows that ask already: {choice}.", terminal.Screen, StringComparison.Ordinal);
        Assert.Equal(leftAlone, await Books.Scalar(world.Data, "select count(*) from rows_left_alone"));
    }

    [Fact]
    public async Task On_a_terminal_run_asks_it_too_where_nobody_has_decided_and_only_once()
    {
        await using var world = await World.Create();
        for (var n = 0; n < 3; n++) world.AddRow(world.Media("page/jfk"));
        await using (var first = Start(world, ["run", "--Api:Address=http://127.0.0.1:0"]))
        {
            await first.Until(RowsQuestion);
            await first.Answer("new");
            await first.Until("listens on");
            await first.Interrupt();
            await EndsWell(first);
            // Stopped while the first ticks of the clock are at work.
            Assert.DoesNotContain("ERROR", first.Screen, StringComparison.Ordinal);
        }

        Assert.Equal(3, await Books.Scalar(world.Data, "select count(*) from rows_left_alone"));
        await using var second = Start(world, ["run", "--Api:Address=http://127.0.0.1:0"]);
        await second.Until("listens on");
        Assert.DoesNotContain(RowsQuestion, second.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_is_an_answer_too_and_decides_nothing()
    {
        await using var world = await World.Create();
        world.AddRow(world.Media("page/jfk"));
        await using var worker = Start(world, ["run", "--Api:Address=http://127.0.0.1:0"]);
        await worker.Until(RowsQuestion);
        await worker.Interrupt();
        await EndsWell(worker);
        Assert.DoesNotContain("listens on", worker.Screen, StringComparison.Ordinal);
        Assert.Equal(0, await Books.Scalar(world.Data, "select count(*) from first_contacts"));

        File.Delete(Channels(world));
        await using var setup = Start(world, ["init"]);
        await setup.Until(PageQuestion);
        await setup.Interrupt();
        Assert.Equal(130, await setup.Ended());
        Assert.Single(world.Sandbox.Notion.Tables());
    }

    [Fact]
    public async Task The_bars_of_transcribe_end_full_and_the_clock_of_a_stage_that_is_done_stands_still()
    {
        await using var world = await World.Create();
        File.Copy(RepositoryRoot.File("tests/assets/talk-en.ogg"), Path.Combine(world.Home, "talk.ogg"));
        await using var terminal = Start(world, ["transcribe", "talk.ogg", "-f", "txt", $"--Whisper:Model={world.ScriptedModel()}"]);
        await EndsWell(terminal);
        Assert.Matches("100%", LastBar(terminal, "Transcribe"));
        Assert.True(Clock(LastBar(terminal, "Download")) < Clock(LastBar(terminal, "Transcribe")), terminal.Screen);
    }

    [Theory]
    [InlineData("< /dev/null")]
    [InlineData("| cat")]
    public async Task Where_only_one_of_input_and_output_is_a_terminal_nothing_is_asked_and_the_missing_flag_is_named(string shell)
    {
        await using var world = await World.Create();
        File.Delete(Channels(world));
        await using var terminal = Start(world, ["init"], shell);
        Assert.NotEqual(0, await terminal.Ended());
        Assert.Contains("--page is missing", terminal.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain(PageQuestion, terminal.Screen, StringComparison.Ordinal);
        Assert.Single(world.Sandbox.Notion.Tables());
        Assert.False(File.Exists(Channels(world)));
    }

    private static PseudoTerminal Start(World world, string[] command, string shell = "") =>
        PseudoTerminal.Start([.. command, .. world.Common("--Polling:Existing=new")], world.Environment, world.Home, shell);

    private static string LastBar(PseudoTerminal terminal, string stage) => terminal.Screen.Split('\n').Last(l => l.Contains(stage, StringComparison.Ordinal) && l.Contains('%', StringComparison.Ordinal));

    private static TimeSpan Clock(string bar) => TimeSpan.Parse(bar.Trim().Split(' ')[^1], CultureInfo.InvariantCulture);

    private static async Task EndsWell(PseudoTerminal terminal)
    {
        var watch = Stopwatch.StartNew();
        var code = await terminal.Ended();
        Assert.True(code == 0, $"It ended with {code} after {watch.Elapsed}:\n{terminal.Screen}");
    }

    private static string Channels(World world) => Path.Combine(world.Home, "channels.json");
}
