using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Conventions;

/// <summary>config/channels.schema.json and the parser know the same keys; what the one offers the other takes.</summary>
public sealed class ChannelSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(RepositoryRoot.Read("config/channels.schema.json"))!;
    private static readonly JsonNode Channel = Schema["$defs"]!["channel"]!["properties"]!;

    [Fact]
    public void The_keys_of_a_channel_are_the_same() => Same(ChannelsFile.ChannelKeys, Channel);

    [Fact]
    public void The_keys_of_a_field_map_are_the_same() => Same(FieldKey.All, Channel["field_map"]!["properties"]!);

    [Fact]
    public void The_keys_of_an_origin_s_field_map_are_the_same() => Same(ChannelOrigin.Keys, Channel["origin"]!["properties"]!["field_map"]!["properties"]!);

    [Fact]
    public void The_status_words_are_the_same() => Same(new StatusWords().All, Channel["status_values"]!["properties"]!);

    [Fact]
    public void Every_key_has_a_description() => Assert.Empty(Channel.AsObject().Where(p => p.Value!["description"] is null && p.Value["oneOf"] is null).Select(p => p.Key));

    /// <summary>Each value that the schema lists is one that the parser takes; another is not.</summary>
    [Theory]
    [InlineData("action")]
    [InlineData("audio_format")]
    [InlineData("error_details")]
    public void The_choices_are_the_same(string key)
    {
        foreach (var choice in Channel[key]!["enum"]!.AsArray().Select(c => c!.GetValue<string>()))
            Assert.DoesNotContain($"channels.a.{key}", Said(key, choice), StringComparison.Ordinal);
        Assert.Contains($"channels.a.{key}: must be", Said(key, "banana"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_kinds_of_trigger_are_the_same()
    {
        var keys = Channel["trigger"]!["oneOf"]!.AsArray().Select(t => t!["required"]![0]!.GetValue<string>());
        Assert.Equal(["status", "empty", "checkbox"], keys);
        Assert.Contains("Did you mean checkbox", Said("trigger", new JsonObject { ["checkbx"] = "x" }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_names_the_schema_that_lies_beside_it()
    {
        using var example = JsonDocument.Parse(RepositoryRoot.Read("config/channels.example.json"), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        Assert.Equal("./channels.schema.json", example.RootElement.GetProperty("$schema").GetString());
    }

    private static void Same(IEnumerable<string> parser, JsonNode schema) =>
        Assert.Equal(parser.Order(StringComparer.Ordinal), schema.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));

    private static string Said(string key, JsonNode value)
    {
        var channel = new JsonObject { ["action"] = "update_origin", [key] = value };
        try
        {
            ChannelsFile.Parse(new JsonObject { ["channels"] = new JsonObject { ["a"] = channel } }.ToJsonString(), "x");
            return "";
        }
        catch (ChannelsFileException e)
        {
            return e.Message;
        }
    }
}
