using Pipeline.Adapters.Notion;
using Pipeline.Adapters.Storage;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Host.Configuration;
using Spectre.Console;

namespace Pipeline.Host.Cli;

/// <summary>The steps of <c>pipeline init</c>; each one first looks whether it is done.</summary>
internal sealed class InitRun(ServiceProvider services, InitRequest request, string file)
{
    private readonly NotionSetup _notion = services.GetRequiredService<NotionSetup>();

    public static async Task<int> Run(InitRequest request, IReadOnlyList<string> overrides, CancellationToken ct)
    {
        var configuration = ConfigurationSources.Build(overrides);
        await using var services = new ServiceCollection().AddPipeline(configuration).AddNotion(configuration).AddLogging().BuildServiceProvider();
        if (services.GetRequiredService<NotionOptions>().Token.Length == 0)
            throw new ConfigurationException("Notion:Token is empty. Make a connection at app.notion.com/developers/connections (read, update, insert content) and put its secret into the environment as PIPELINE_NOTION__TOKEN, or into the file that PIPELINE_SECRETS names.");
        try
        {
            await new InitRun(services, request, services.GetRequiredService<ChannelsOptions>().File).Steps(ct);
            return 0;
        }
        catch (JobFailureException e)
        {
            ErrorLines.Write(e.Error.Sentence);
            return 1;
        }
    }

    private async Task Steps(CancellationToken ct)
    {
        var (connection, workspace) = await _notion.WhoAmI(ct);
        Done($"Token of the connection \"{connection}\"{(workspace is null ? "" : $" in the workspace \"{workspace}\"")}.");
        var known = File.Exists(file) ? ChannelsDraft.Find(file, request.Channel) : null;
        var table = await Table(known, ct);
        WriteChannel(known, table);
        var channel = ChannelsFile.Load(file).Find(request.Channel)!;
        await services.GetRequiredService<DatabaseMigrator>().Run(ct);
        await new OldRows(services).Decide(channel, request.Existing, ct);
        Clicks(connection, table, channel);
    }

    private async Task<SetUpTable> Table(Channel? known, CancellationToken ct)
    {
        if (known?.Database is { } configured && (request.Database ?? configured) is { } named)
        {
            if (NotionSetup.IdOf(named) != NotionSetup.IdOf(configured))
                throw new ConfigurationException($"{file}: channel {known.Name} has another database already ({configured}). Choose another name with --channel, or edit the file.");
            return Said(await _notion.Connect(configured, known, ct));
        }

        if (request.Database is { } existing) return Said(await _notion.Connect(existing, known, ct));
        var page = request.Page ?? await Terminal.Ask("Link of a Notion page that is shared with the connection:", null, ct)
            ?? throw new ConfigurationException("--page is missing: the link of a Notion page that is shared with the connection (open it → ••• → Connections). A database that exists is named with --database.");
        return Said(await _notion.FindOrMake(page, request.Title, known is { FieldMap.Count: > 0 } ? known : ChannelsDraft.New(request), ct));
    }

    private static SetUpTable Said(SetUpTable table)
    {
        Done($"Database \"{table.Title}\" {(table.Made ? $"made, with {table.Columns.Count} columns" : "found")}: {table.Address}");
        return table;
    }

    private void WriteChannel(Channel? known, SetUpTable table)
    {
        if (known?.Database is not null)
        {
            Done($"{file} names it already (channel {known.Name}).");
            return;
        }

        ChannelsDraft.Write(file, known, request, table);
        Done($"{file}: {(known is null ? $"channel {request.Channel} added" : $"the id put into channel {known.Name}")}; nothing else in it was changed.");
    }

    private static void Clicks(string connection, SetUpTable table, Channel channel)
    {
        var word = (channel.Trigger as ChannelTrigger.Word)?.StatusWord ?? "Queued";
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine("Three clicks that only you can do in Notion:");
        AnsiConsole.WriteLine($"  1. Share: open \"{table.Title}\" → Share → invite your team. (••• → Connections shows \"{connection}\" already.)");
        AnsiConsole.WriteLine($"  2. View: + beside the views → Board, grouped by {channel.Column(FieldKey.Status)}; or a table with the filter {channel.Column(FieldKey.Status)} = {word}, called \"Please process\".");
        AnsiConsole.WriteLine("  3. Optional, with a public address: rows start at once when Notion calls. `pipeline pair` says where to click (docs/operations.md, Notion).");
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine($"Then: pipeline doctor; pipeline run; paste a link into {channel.Column(FieldKey.VideoUrl) ?? channel.Column(FieldKey.VideoLink)} and set {channel.Column(FieldKey.Status)} to {word}.");
    }

    private static void Done(string sentence) => AnsiConsole.WriteLine($"✔ {sentence}");
}
