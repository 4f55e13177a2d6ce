using Pipeline.Adapters.Whisper;

namespace Pipeline.Tests.Whisper;

public class WhisperOptionsTests
{
    [Fact]
    public void Defaults_are_allowed() => Assert.Empty(new WhisperOptions().Problems());

    [Fact]
    public void A_problem_names_its_setting_and_what_is_allowed() =>
        Assert.Equal(["Whisper:PieceSeconds is 500; allowed is 20 to 120."], new WhisperOptions { PieceSeconds = 500 }.Problems());

    [Fact]
    public void A_limit_that_is_no_number_is_refused() =>
        Assert.Single(new WhisperOptions { RequestTimeLimitFactor = double.NaN }.Problems());

    [Fact]
    public void A_request_may_take_longer_after_a_hang_and_shorter_on_a_fast_machine()
    {
        var limit = new RequestTimeLimit(new WhisperOptions { RequestTimeLimitMinimumSeconds = 1, RequestTimeLimitFactor = 8 });
        Assert.Equal(480, limit.For(60).TotalSeconds);
        limit.Missed();
        Assert.Equal(960, limit.For(60).TotalSeconds);
        for (var i = 0; i < 50; i++) limit.Measured(60, TimeSpan.FromSeconds(6));
        Assert.Equal(48, limit.For(60).TotalSeconds, 1.0);
    }
}
