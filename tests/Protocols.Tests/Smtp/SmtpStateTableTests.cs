using Mail.Protocols.Smtp;

namespace Mail.Protocols.Tests.Smtp;

public sealed class SmtpStateTableTests
{
    [Theory]
    [InlineData(SmtpSessionState.Connected, "Helo Ehlo Rset Noop Quit Vrfy Expn Help")]
    [InlineData(SmtpSessionState.Ready, "Helo Ehlo Mail Rset Noop Quit Vrfy Expn Help StartTls Auth")]
    [InlineData(SmtpSessionState.Sender, "Helo Ehlo Rcpt Rset Noop Quit Vrfy Expn Help")]
    [InlineData(SmtpSessionState.Recipients, "Helo Ehlo Rcpt Data Bdat Rset Noop Quit Vrfy Expn Help")]
    [InlineData(SmtpSessionState.Chunks, "Helo Ehlo Bdat Rset Noop Quit Vrfy Expn Help")]
    [InlineData(SmtpSessionState.ChunkRefused, "Helo Ehlo Mail Rset Noop Quit Vrfy Expn Help")]
    public void Exactly_these_commands_are_allowed(SmtpSessionState state, string allowed)
    {
        var verbs = Enum.GetValues<SmtpVerb>().Where(v => SmtpStateTable.Check(state, v, SmtpDialect.Smtp) is null);
        Assert.Equal(allowed, string.Join(' ', verbs));
    }

    [Fact]
    public void Out_of_sequence_is_503() =>
        Assert.Equal("503 5.5.1", SmtpStateTable.Check(SmtpSessionState.Ready, SmtpVerb.Data, SmtpDialect.Smtp)!.ToString()[..9]);

    [Fact]
    public void Lmtp_knows_only_its_own_hello()
    {
        Assert.Null(SmtpStateTable.Check(SmtpSessionState.Connected, SmtpVerb.Lhlo, SmtpDialect.Lmtp));
        Assert.Equal(500, SmtpStateTable.Check(SmtpSessionState.Connected, SmtpVerb.Ehlo, SmtpDialect.Lmtp)!.Code);
        Assert.Equal(500, SmtpStateTable.Check(SmtpSessionState.Connected, SmtpVerb.Lhlo, SmtpDialect.Smtp)!.Code);
    }

    [Theory]
    [InlineData(SmtpSessionState.Connected, SmtpSessionState.Connected)]
    [InlineData(SmtpSessionState.Ready, SmtpSessionState.Ready)]
    [InlineData(SmtpSessionState.Sender, SmtpSessionState.ChunkRefused)]
    [InlineData(SmtpSessionState.Recipients, SmtpSessionState.ChunkRefused)]
    [InlineData(SmtpSessionState.Chunks, SmtpSessionState.ChunkRefused)]
    [InlineData(SmtpSessionState.ChunkRefused, SmtpSessionState.ChunkRefused)]
    public void A_refused_chunk_fails_its_transaction_and_nothing_else_does(SmtpSessionState before, SmtpSessionState behind)
    {
        Assert.Equal(behind, SmtpStateTable.Refused(before, SmtpVerb.Bdat));
        Assert.Equal(before, SmtpStateTable.Refused(before, SmtpVerb.Data));
    }

    [Fact]
    public void Tls_begins_the_session_anew() =>
        Assert.Equal(SmtpSessionState.Connected, SmtpStateTable.Next(SmtpSessionState.Ready, SmtpVerb.StartTls));
}
