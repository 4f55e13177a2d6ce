using Microsoft.Playwright;
using Pipeline.Sandbox;
using Pipeline.Sandbox.Notion;
using static Microsoft.Playwright.Assertions;

namespace Pipeline.Tests.Sandbox;

/// <summary>The board page as a person sees it, in Debian's Chromium.</summary>
public sealed class BoardPageTests
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    [Fact]
    public async Task A_person_adds_a_row_watches_its_status_change_and_opens_its_page()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Seed = true }, TestContext.Current.CancellationToken);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Flags });
        var board = await browser.NewPageAsync();
        await board.GotoAsync(sandbox.BaseAddress.ToString());
        await Expect(board.GetByText("A recording where nobody speaks")).ToBeVisibleAsync();

        await board.GetByPlaceholder("Paste a video link").FillAsync($"{sandbox.BaseAddress}media/page/jfk");
        await board.GetByPlaceholder("Name").FillAsync("<b>Mine</b>");
        await board.GetByRole(AriaRole.Button, new() { Name = "Queue" }).ClickAsync();
        var row = board.GetByRole(AriaRole.Row).Filter(new() { HasText = "<b>Mine</b>" });
        await Expect(row).ToContainTextAsync("Queued");

        var page = sandbox.Notion.Rows(NotionSeed.DataSourceId)[^1];
        sandbox.Notion.SetProperty(page, NotionSeed.StatusColumn, "Transcribing");
        await Expect(row).ToContainTextAsync("Transcribing");
        await row.ClickAsync();
        await Expect(board.GetByRole(AriaRole.Heading, new() { Name = "<b>Mine</b>" })).ToBeVisibleAsync();
    }
}
