using System.Text.RegularExpressions;
using Pipeline.Core.Board;

namespace Pipeline.Core.Channels;

/// <summary>What must hold between the keys of a channel.</summary>
internal static partial class ChannelRules
{
    public static void Check(Channel channel, ConfigObject entry)
    {
        if (channel.Language is { } language && !(language.Length == 2 && language.All(char.IsAsciiLetterLower)))
            entry.Problem("language", $"'{language}' is no two-letter ISO 639-1 code such as en.");
        foreach (var name in PageTitle.Unknown(channel.NameFormat ?? ""))
            entry.Problem("name_format", $"there is no {{{name}}}. There are {string.Join(", ", PageTitle.Placeholders.Select(p => $"{{{p}}}"))}.");
        Database(channel.Database, "database", entry);
        Database(channel.Origin?.Database, "origin.database", entry);
        if (channel.Origin is not null && channel.Action != ChannelAction.CreateNewPage)
            entry.Problem("origin", "belongs to create_new_page only. With update_origin the rows lie in database; leave origin out.");
        if (channel.Trigger is ChannelTrigger.EmptyPageLink) OriginTrigger(channel, entry);
        else if (channel.Trigger is not null) RowTrigger(channel, entry);
    }

    private static void Database(string? id, string key, ConfigObject entry)
    {
        if (id is not null && !NotionDatabase().IsMatch(id))
            entry.Problem(key, $"'{id}' is no id of a Notion database: the 32 characters before ?v= in its link.");
    }

    private static void OriginTrigger(Channel channel, ConfigObject entry)
    {
        if (channel.Action != ChannelAction.CreateNewPage)
            entry.Problem("trigger", "{\"empty\": \"page_link\"} belongs to create_new_page. With update_origin use {\"status\": \"Queued\"}.");
        var map = channel.Origin?.FieldMap;
        if (channel.Origin?.Database is null || map?.ContainsKey(FieldKey.PageLink) != true || map.Count < 2)
            entry.Problem("trigger", "polling needs origin.database, origin.field_map.page_link and the column with the video's link: origin.field_map.video_url or video_link.");
    }

    private static void RowTrigger(Channel channel, ConfigObject entry)
    {
        if (channel.Action == ChannelAction.CreateNewPage)
            entry.Problem("trigger", "a create_new_page channel writes no status into its origin row, so only {\"empty\": \"page_link\"} can start it.");
        if (channel.Database is null || channel.Column(FieldKey.Status) is null)
            entry.Problem("trigger", "polling needs database and field_map.status. Put the database's id (the 32 characters before ?v= in its link) there, or leave trigger out.");
        if (channel.Column(FieldKey.VideoLink) is null && channel.Column(FieldKey.VideoUrl) is null)
            entry.Problem("trigger", "polling needs the column with the link: field_map.video_url or field_map.video_link.");
        if (channel.Trigger is ChannelTrigger.Word { StatusWord: var word } && channel.StatusWords.All.Contains(word))
            entry.Problem("trigger.status", $"'{word}' is also a word that the worker writes; the row would ask again by itself, for ever. Choose another word.");
    }

    // Bare, with dashes, or inside the link. The adapter reads the id out of it.
    [GeneratedRegex("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", RegexOptions.CultureInvariant)]
    private static partial Regex NotionDatabase();
}
