using Pipeline.Core.Channels;

namespace Pipeline.Tests.Channels;

public sealed class ChannelsFileTests
{
    private const string Polled =
        """{"channels":{"a":{"action":"update_origin","database":"DB","trigger":{"status":"WORD"},"field_map":{"status":"S","video_url":"U"}}}}""";

    private const string Id = "248104cd477e80fdb757e945d38000bd";

    [Theory]
    [InlineData("[]", "channels: missing")]
    [InlineData("""{"channels":[]}""", "channels: missing")]
    [InlineData("""{"channels":{}}""", "Name at least one")]
    [InlineData("""{"chanels":{}}""", "chanels: unknown key. Did you mean channels?")]
    [InlineData("""{"channels":{"a":3}}""", "channels.a: must be an object")]
    [InlineData("""{"channels":{"a":{"action":"update"}}}""", "channels.a.action: must be update_origin or create_new_page")]
    [InlineData("""{"channels":{"a":{"action":"update_origin"},"a":{"action":"update_origin"}}}""", "channels.a: stands there 2 times")]
    [InlineData("""{"channels":{"a":{"action":"update_origin","field_map":{"nam":"x"}}}}""", "channels.a.field_map.nam: unknown key. Did you mean name?")]
    [InlineData("""{"channels":{"a":{"action":"update_origin","field_map":{"name":4}}}}""", "channels.a.field_map.name: must be a text")]
    [InlineData("""{"channels":{"a":{"action":"update_origin","trigger":"Queued"}}}""", "channels.a.trigger: must be")]
    [InlineData("""{"channels":{"a":{"action":"update_origin","keep_video":"yes"}}}""", "channels.a.keep_video: must be true or false")]
    [InlineData("""{"channels":{"a":{"action":"update_origin","language":"english"}}}""", "channels.a.language: 'english'")]
    [InlineData("""{"channels":{"a":{"action":"update_origin","database":"my videos"}}}""", "channels.a.database: 'my videos' is no id")]
    [InlineData("""{"channels":{"a":{"action":"update_origin","audio_format":"wav"}}}""", "channels.a.audio_format: must be original or m4a or mp3, is 'wav'")]
    [InlineData("""{"channels":{"a":{"action":"update_origin","vocabulary":"Kubernetes"}}}""", "channels.a.vocabulary: must be a list of texts")]
    [InlineData("""{"channels":{"a":{"action":"update_origin","origin":{"database":""}}}}""", "channels.a.origin: belongs to create_new_page only")]
    [InlineData("""{"channels":{"a":{"action":"create_new_page","origin":{"field_map":{"page_lnk":"x"}}}}}""", "channels.a.origin.field_map.page_lnk: unknown key. Did you mean page_link?")]
    [InlineData("""{"channels":{"a":{"action":"create_new_page","trigger":{"status":"Queued"}}}}""", "channels.a.trigger: a create_new_page channel writes no status")]
    [InlineData("""{"channels":{"a":{"action":"create_new_page","trigger":{"empty":"page_link"}}}}""", "channels.a.trigger: polling needs origin.database")]
    [InlineData("{\n \"channels\": x", "no valid JSON at line 2")]
    public void A_mistake_is_named_with_its_path(string json, string said) =>
        Assert.Contains(said, Refusal(json), StringComparison.Ordinal);

    [Fact]
    public void All_mistakes_are_told_at_once() =>
        Assert.Equal(3, Refusal("""{"channels":{"a":{"action":"x","language":"english","keep_video":1}}}""").Split(Environment.NewLine).Length);

    [Theory]
    [InlineData(Id)]
    [InlineData("248104cd-477e-80fd-b757-e945d38000bd")]
    [InlineData("https://app.notion.com/team/" + Id + "?v=" + Id)]
    public void A_database_is_named_by_its_id_or_its_link(string database) =>
        Assert.Equal(database, Assert.Single(ChannelsFile.Parse(Polled.Replace("DB", database, StringComparison.Ordinal), "x").All).Database);

    /// <summary>A row that says Complete when it is done, and by Complete asks for it, would be done for ever.</summary>
    [Fact]
    public void A_trigger_that_the_worker_writes_itself_is_refused() =>
        Assert.Contains(
            "channels.a.trigger.status: 'Complete' is also a word that the worker writes",
            Refusal(Polled.Replace("DB", Id, StringComparison.Ordinal).Replace("WORD", "Complete", StringComparison.Ordinal)), StringComparison.Ordinal);

    private static string Refusal(string json) => Assert.Throws<ChannelsFileException>(() => ChannelsFile.Parse(json, "channels.json")).Message;
}
