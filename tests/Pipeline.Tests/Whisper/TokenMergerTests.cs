using Pipeline.Adapters.Whisper;
using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Whisper;

public class TokenMergerTests
{
    [Fact]
    public void Tokens_become_words_where_a_space_begins_one()
    {
        var words = Merge(" Asterisk's best, ever.", " Ast", "er", "isk", "'s", " best", ",", " ever", ".");
        Assert.Equal(["Asterisk's", "best,", "ever."], words.Select(w => w.Text));
        Assert.Equal((0, 4), (words[0].Start, words[0].End));
    }

    [Fact]
    public void Scripts_without_spaces_keep_their_tokens_and_take_their_punctuation() =>
        Assert.Equal(["所以", "我", "中國,", "讓", "你。"], Merge("所以我中國,讓你。", "所以", "我", "中國", ",", "讓", "你", "。").Select(w => w.Text));

    [Fact]
    public void Parts_of_a_character_become_what_stands_in_the_text()
    {
        var words = Merge("你嗎好", "你", "\uFFFD", "\uFFFD", "好");
        Assert.Equal(["你", "嗎", "好"], words.Select(w => w.Text));
        Assert.Equal((1, 3), (words[1].Start, words[1].End));
    }

    [Fact]
    public void A_broken_end_takes_the_rest_of_the_text() =>
        Assert.Equal(["ok", "😀"], Merge(" ok 😀", " ok", " \uFFFD", "\uFFFD").Select(w => w.Text));

    [Fact]
    public void Text_that_no_token_accounts_for_is_not_lost() =>
        Assert.Equal(["one", "two", "three"], Merge(" one two three", " one", " three").SelectMany(w => w.Text.Split(' ')));

    [Fact]
    public void No_tokens_make_no_words() => Assert.Empty(Merge(" one"));

    private static List<Word> Merge(string text, params string[] tokens) =>
        [.. TokenMerger.Words(text, [.. tokens.Select((t, i) => new WhisperToken(t, i, i + 1, 0.5))])];
}
