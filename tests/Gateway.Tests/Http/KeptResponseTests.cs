using System.Text;
using Mail.Gateway.Http.Idempotency;

namespace Mail.Gateway.Tests.Http;

public sealed class KeptResponseTests
{
    private static readonly KeptResponse Response = new(201, "application/json", "/x", "\"e\"", Encoding.UTF8.GetBytes("the secret"));

    [Fact]
    public void It_is_read_back_by_the_same_credentials_and_key_alone()
    {
        var kept = Response.Encrypt("token"u8, "k");
        var read = KeptResponse.Decrypt(kept, "token"u8, "k");
        Assert.NotNull(read);
        Assert.Equal(Response with { Body = [] }, read with { Body = [] });
        Assert.Equal(Response.Body, read.Body);
        Assert.Null(KeptResponse.Decrypt(kept, "other"u8, "k"));
        Assert.Null(KeptResponse.Decrypt(kept, "token"u8, "l"));
        Assert.Null(KeptResponse.Decrypt([], "token"u8, "k"));
    }

    [Fact]
    public void What_is_kept_shows_nothing_and_is_never_the_same()
    {
        var kept = Response.Encrypt("token"u8, "k");
        Assert.DoesNotContain("secret", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.NotEqual(kept, Response.Encrypt("token"u8, "k"));
    }
}
