using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Notion.Reading;

/// <summary>Rich text: checked as it comes in, completed with annotations, plain_text and href as Notion answers it.</summary>
internal static class RichText
{
    private const int TextLimit = 2000;
    private const int EquationLimit = 1000;
    private static readonly string[] Styles = ["bold", "italic", "strikethrough", "underline", "code"];

    public static JsonArray Read(Field field) => new([.. field.Items().Select(ReadItem)]);

    /// <summary>Text of any length as items which fit Notion's limit.</summary>
    public static JsonArray Of(string text) =>
        new([.. text.Chunk(TextLimit).Select(part => new string(part))
            .Select(part => Item("text", new JsonObject { ["content"] = part, ["link"] = null }, part, null))]);

    public static string Plain(JsonNode? items) =>
        string.Concat((items as JsonArray ?? []).Select(item => item!["plain_text"]!.GetValue<string>()));

    private static JsonNode ReadItem(Field item)
    {
        item.Only("type", "text", "mention", "equation", "annotations");
        var type = item["type"].Present ? item["type"].OneOf("text", "mention", "equation")
            : item["mention"].Present ? "mention" : item["equation"].Present ? "equation" : "text";
        var answer = type switch
        {
            "text" => ReadText(item["text"].Required()),
            "equation" => ReadEquation(item["equation"].Required()),
            _ => ReadMention(item["mention"].Required()),
        };
        answer["annotations"] = ReadAnnotations(item["annotations"]);
        return answer;
    }

    private static JsonObject ReadText(Field text)
    {
        text.Only("content", "link");
        var content = text["content"].Text(TextLimit);
        var href = text["link"].IsNull ? null : text["link"].Only("url", "type")["url"].Text(TextLimit);
        var link = href is null ? null : new JsonObject { ["url"] = href };
        return Item("text", new JsonObject { ["content"] = content, ["link"] = link }, content, href);
    }

    private static JsonObject ReadEquation(Field equation)
    {
        var expression = equation.Only("expression")["expression"].Text(EquationLimit);
        return Item("equation", new JsonObject { ["expression"] = expression }, expression, null);
    }

    private static JsonObject ReadMention(Field mention)
    {
        mention.Only("type", "user", "page", "database", "date");
        return Item("mention", (JsonObject)mention.Node!.DeepClone(), "@mention", null);
    }

    private static JsonObject ReadAnnotations(Field annotations)
    {
        var answer = NoAnnotations();
        if (!annotations.Present)
        {
            return answer;
        }

        annotations.Only([.. Styles, "color"]);
        foreach (var style in Styles.Where(style => annotations[style].Present))
        {
            answer[style] = annotations[style].Flag();
        }

        if (annotations["color"].Present)
        {
            answer["color"] = annotations["color"].Text();
        }

        return answer;
    }

    private static JsonObject Item(string type, JsonObject content, string plain, string? href) =>
        new() { ["type"] = type, [type] = content, ["annotations"] = NoAnnotations(), ["plain_text"] = plain, ["href"] = href };

    private static JsonObject NoAnnotations()
    {
        var answer = new JsonObject();
        foreach (var style in Styles)
        {
            answer[style] = false;
        }

        answer["color"] = "default";
        return answer;
    }
}
