using Mail.Domain.Auth;

namespace Mail.Domain.Tests.Auth;

public sealed class SaslPrepTests
{
    // The examples of RFC 4013 §3.
    [Theory]
    [InlineData("I\u00adX", "IX")]
    [InlineData("user", "user")]
    [InlineData("USER", "USER")]
    [InlineData("\u00aa", "a")]
    [InlineData("\u2168", "IX")]
    public void Text_is_mapped_and_normalised(string text, string prepared)
    {
        Assert.True(SaslPrep.TryPrepare(text, out var result));
        Assert.Equal(prepared, result);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u0007")]
    [InlineData("a\u0627")]
    [InlineData("\u06271")]
    [InlineData("\ud800")]
    [InlineData("x\ue000")]
    [InlineData("x\u202e")]
    [InlineData("\u00ad")]
    public void What_is_prohibited_is_refused(string text) => Assert.False(SaslPrep.TryPrepare(text, out _));
}
