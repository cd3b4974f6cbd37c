using Mail.Protocols.Imap;

namespace Mail.Protocols.Tests.Imap;

public class ImapStateTableTests
{
    [Theory]
    [InlineData(ImapSessionState.NotAuthenticated, ImapVerb.Login, true)]
    [InlineData(ImapSessionState.NotAuthenticated, ImapVerb.Id, true)]
    [InlineData(ImapSessionState.NotAuthenticated, ImapVerb.Select, false)]
    [InlineData(ImapSessionState.NotAuthenticated, ImapVerb.Append, false)]
    [InlineData(ImapSessionState.Authenticated, ImapVerb.Login, false)]
    [InlineData(ImapSessionState.Authenticated, ImapVerb.StartTls, false)]
    [InlineData(ImapSessionState.Authenticated, ImapVerb.Idle, true)]
    [InlineData(ImapSessionState.Authenticated, ImapVerb.Fetch, false)]
    [InlineData(ImapSessionState.Selected, ImapVerb.Fetch, true)]
    [InlineData(ImapSessionState.Selected, ImapVerb.Select, true)]
    [InlineData(ImapSessionState.Selected, ImapVerb.Check, true)]
    [InlineData(ImapSessionState.Logout, ImapVerb.Noop, false)]
    public void Commands_have_their_states(ImapSessionState state, ImapVerb verb, bool allowed) =>
        Assert.Equal(allowed, ImapStateTable.Allows(state, verb));

    [Fact]
    public void Expunges_wait_while_sequence_numbers_are_in_use()
    {
        Assert.False(ImapStateTable.MayReportExpunge(ImapVerb.Fetch, byUid: false));
        Assert.True(ImapStateTable.MayReportExpunge(ImapVerb.Fetch, byUid: true));
        Assert.True(ImapStateTable.MayReportExpunge(ImapVerb.Noop, byUid: false));
    }
}
