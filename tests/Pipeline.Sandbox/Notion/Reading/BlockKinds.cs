namespace Pipeline.Sandbox.Notion.Reading;

/// <summary>Which keys the content of each block type has, and which types take children.</summary>
internal static class BlockKinds
{
    private static readonly string[] Text = ["rich_text", "color"];
    private static readonly string[] Heading = ["rich_text", "color", "is_toggleable"];
    private static readonly string[] File = ["type", "external", "caption", "name"];

    private static readonly Dictionary<string, string[]> Keys = new()
    {
        ["paragraph"] = [.. Text, "icon"],
        ["bulleted_list_item"] = Text,
        ["numbered_list_item"] = Text,
        ["toggle"] = Text,
        ["quote"] = Text,
        ["heading_1"] = Heading,
        ["heading_2"] = Heading,
        ["heading_3"] = Heading,
        ["heading_4"] = Heading,
        ["to_do"] = [.. Text, "checked"],
        ["callout"] = [.. Text, "icon"],
        ["code"] = ["rich_text", "caption", "language"],
        ["equation"] = ["expression"],
        ["divider"] = [],
        ["table_of_contents"] = ["color"],
        ["bookmark"] = ["url", "caption"],
        ["embed"] = ["url", "caption"],
        ["image"] = File,
        ["video"] = File,
        ["audio"] = File,
        ["file"] = File,
        ["pdf"] = File,
        ["table"] = ["table_width", "has_column_header", "has_row_header"],
        ["table_row"] = ["cells"],
    };

    public static IEnumerable<string> Types => Keys.Keys;

    public static string[] KeysOf(string type) => Keys[type];

    public static bool HasRichText(string type) => Keys[type].Contains("rich_text");

    /// <summary>A heading takes children only when it is toggleable.</summary>
    public static bool TakesChildren(string type, bool toggleable) => type switch
    {
        "paragraph" or "bulleted_list_item" or "numbered_list_item" or "to_do" or "toggle" or "quote" or "callout" or "table" => true,
        "heading_1" or "heading_2" or "heading_3" or "heading_4" => toggleable,
        _ => false,
    };
}
