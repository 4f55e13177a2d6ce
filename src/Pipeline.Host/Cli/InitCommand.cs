using System.CommandLine;
using Pipeline.Core.Intake;

namespace Pipeline.Host.Cli;

/// <summary><c>pipeline init</c>: from a token and a page to a database that works. Repeating it changes nothing.</summary>
internal static class InitCommand
{
    public static Command Create(string[] settings)
    {
        var page = new Option<string?>("--page") { Description = "Link of a Notion page that is shared with the connection: the database is made on it." };
        var database = new Option<string?>("--database") { Description = "Link of a database that exists already, instead of --page." };
        var channel = new Option<string>("--channel", "-c") { Description = "Name of the channel.", DefaultValueFactory = _ => "videos" };
        var title = new Option<string>("--title") { Description = "Title of the database.", DefaultValueFactory = _ => "Videos" };
        var word = new Option<string>("--word") { Description = "Status word that asks for processing.", DefaultValueFactory = _ => "Queued" };
        var existing = new Option<string?>("--existing") { Description = $"Rows that ask already: {ExistingRows.Allowed}." };
        var command = new Command("init", "Set up Notion: make (or connect) a database and write its channel into the channels file.") { page, database, channel, title, word, existing };
        command.Validators.Add(result =>
        {
            if (result.GetValue(existing) is { } text && ExistingRows.Parse(text) is null) result.AddError($"--existing is '{text}'; it must be {ExistingRows.Allowed}.");
            if (result.GetValue(page) is not null && result.GetValue(database) is not null) result.AddError("--page and --database exclude each other: the database is made, or it exists.");
        });
        command.SetAction((parse, ct) => InitRun.Run(
            new InitRequest(parse.GetValue(page), parse.GetValue(database), parse.GetValue(channel)!, parse.GetValue(title)!, parse.GetValue(word)!, ExistingRows.Parse(parse.GetValue(existing))), settings, ct));
        return command;
    }
}
