using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Queries;

/// <summary>The operators of each kind of filter; exactly one stands in a condition.</summary>
internal static class Conditions
{
    public static Func<string, bool> Text(Field condition)
    {
        var op = Operator(condition);
        return op.Name switch
        {
            "is_empty" => value => value.Length == 0,
            "is_not_empty" => value => value.Length > 0,
            "equals" => Against(op.Value.Text(), (value, word) => value == word),
            "does_not_equal" => Against(op.Value.Text(), (value, word) => value != word),
            "contains" => Against(op.Value.Text(), (value, word) => value.Contains(word, StringComparison.OrdinalIgnoreCase)),
            "does_not_contain" => Against(op.Value.Text(), (value, word) => !value.Contains(word, StringComparison.OrdinalIgnoreCase)),
            "starts_with" => Against(op.Value.Text(), (value, word) => value.StartsWith(word, StringComparison.OrdinalIgnoreCase)),
            "ends_with" => Against(op.Value.Text(), (value, word) => value.EndsWith(word, StringComparison.OrdinalIgnoreCase)),
            _ => throw op.Value.NotAllowed(),
        };
    }

    public static Func<string?, bool> Option(Field condition)
    {
        var op = Operator(condition);
        return op.Name switch
        {
            "is_empty" => value => value is null,
            "is_not_empty" => value => value is not null,
            "equals" => Among(op.Value, expected: true),
            "does_not_equal" => Among(op.Value, expected: false),
            _ => throw op.Value.NotAllowed(),
        };
    }

    public static Func<IReadOnlyList<string>, bool> Many(Field condition)
    {
        var op = Operator(condition);
        return op.Name switch
        {
            "is_empty" => values => values.Count == 0,
            "is_not_empty" => values => values.Count > 0,
            "contains" => Against<IReadOnlyList<string>>(op.Value.Text(), (values, word) => values.Contains(word)),
            "does_not_contain" => Against<IReadOnlyList<string>>(op.Value.Text(), (values, word) => !values.Contains(word)),
            _ => throw op.Value.NotAllowed(),
        };
    }

    public static Func<double?, bool> Number(Field condition)
    {
        var op = Operator(condition);
        var limit = op.Name is "is_empty" or "is_not_empty" ? 0 : op.Value.Number();
        return op.Name switch
        {
            "is_empty" => value => value is null,
            "is_not_empty" => value => value is not null,
            "equals" => value => value == limit,
            "does_not_equal" => value => value != limit,
            "greater_than" => value => value > limit,
            "less_than" => value => value < limit,
            "greater_than_or_equal_to" => value => value >= limit,
            "less_than_or_equal_to" => value => value <= limit,
            _ => throw op.Value.NotAllowed(),
        };
    }

    public static Func<bool, bool> Checkbox(Field condition)
    {
        var op = Operator(condition);
        var word = op.Value.Flag();
        return op.Name switch
        {
            "equals" => value => value == word,
            "does_not_equal" => value => value != word,
            _ => throw op.Value.NotAllowed(),
        };
    }

    public static Func<string?, bool> Date(Field condition, DateTimeOffset now)
    {
        var op = Operator(condition);
        if (op.Name is "is_empty" or "is_not_empty")
        {
            return op.Name == "is_empty" ? value => value is null : value => value is not null;
        }

        var limit = RelativeDate.Read(op.Value, now);
        Func<int, bool> sign = op.Name switch
        {
            "equals" => order => order == 0,
            "before" => order => order < 0,
            "after" => order => order > 0,
            "on_or_before" => order => order <= 0,
            "on_or_after" => order => order >= 0,
            _ => throw op.Value.NotAllowed(),
        };
        return value => value is not null && sign(RelativeDate.Compare(value, limit));
    }

    private static (string Name, Field Value) Operator(Field condition)
    {
        var name = condition.Keys.FirstOrDefault() ?? throw condition["equals"].Expected("defined");
        condition.Only(name);
        var value = condition[name];
        return name is "is_empty" or "is_not_empty" && !value.Flag() ? throw value.Expected("`true`") : (name, value);
    }

    private static Func<string?, bool> Among(Field words, bool expected)
    {
        var list = words.Node is System.Text.Json.Nodes.JsonArray ? words.Items().Select(word => word.Text()).ToList() : [words.Text()];
        return value => (value is not null && list.Contains(value)) == expected;
    }

    private static Func<T, bool> Against<T>(string word, Func<T, string, bool> holds) => value => holds(value, word);

    private static Func<string, bool> Against(string word, Func<string, string, bool> holds) => value => holds(value, word);
}
