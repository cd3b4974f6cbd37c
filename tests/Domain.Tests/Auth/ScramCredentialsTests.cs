using Mail.Domain.Auth;

namespace Mail.Domain.Tests.Auth;

public sealed class ScramCredentialsTests
{
    private static readonly byte[] Salt = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

    [Fact]
    public void The_right_password_passes_and_others_do_not()
    {
        Assert.True(ScramCredentials.TryCreate("correct horse", Salt, 4096, out var credentials));
        Assert.True(credentials.VerifyPassword("correct horse"));
        Assert.False(credentials.VerifyPassword("correct horsE"));
        Assert.False(credentials.VerifyPassword(""));
    }

    [Fact]
    public void Passwords_that_look_the_same_are_the_same()
    {
        Assert.True(ScramCredentials.TryCreate("pa\u00adss\u2168 \u00e9", Salt, 4096, out var credentials));
        Assert.True(credentials.VerifyPassword("passIX\u00a0e\u0301"));
    }

    [Fact]
    public void The_text_form_reads_back()
    {
        Assert.True(ScramCredentials.TryCreate("x", Salt, 5000, out var credentials));
        Assert.True(ScramCredentials.TryParse(credentials.ToStorageString(), out var read));
        Assert.Equal(credentials, read);
        Assert.True(read.VerifyPassword("x"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SCRAM-SHA-256$1:AAAAAAAAAAA=$AAAA:AAAA")]
    [InlineData("SCRAM-SHA-1$4096:AAAAAAAAAAA=$AAAA:AAAA")]
    [InlineData("SCRAM-SHA-256$4096:****$AAAA:AAAA")]
    public void Broken_text_forms_are_refused(string? text) => Assert.False(ScramCredentials.TryParse(text, out _));

    [Fact]
    public void Keys_do_not_show_in_text()
    {
        Assert.True(ScramCredentials.TryCreate("x", Salt, 5000, out var credentials));
        Assert.Equal("SCRAM-SHA-256 i=5000", credentials.ToString());
    }
}
