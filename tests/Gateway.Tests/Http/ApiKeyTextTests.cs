using Mail.Gateway.Http.Auth;

namespace Mail.Gateway.Tests.Http;

public sealed class ApiKeyTextTests
{
    [Fact]
    public void A_key_is_read_back_with_the_hash_that_is_kept()
    {
        var text = ApiKeyText.Create(out var id, out var hash);
        Assert.True(ApiKeyText.TryRead(text, out var readId, out var readHash));
        Assert.Equal((id, Convert.ToHexString(hash)), (readId, Convert.ToHexString(readHash)));
        Assert.NotEqual(text, ApiKeyText.Create(out _, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("mok_")]
    [InlineData("mok_abcdefghijklmnop")]
    [InlineData("mok_ABCDEFGHIJKLMNOP_0123456789012345678901234567890123456789012")]
    [InlineData("key_abcdefghijklmnop_0123456789012345678901234567890123456789012")]
    [InlineData("mok_abcdefghijklmnop-0123456789012345678901234567890123456789012")]
    [InlineData("mok_abcdefghijklmno/_0123456789012345678901234567890123456789012")]
    public void What_is_no_key_is_not_read(string text) => Assert.False(ApiKeyText.TryRead(text, out _, out _));
}
