namespace Mail.Protocols.Imap;

/// <summary>Which command is allowed in which state (RFC 3501 section 6).</summary>
public static class ImapStateTable
{
    /// <summary>Whether <paramref name="verb"/> may be given in <paramref name="state"/>.</summary>
    public static bool Allows(ImapSessionState state, ImapVerb verb) => verb switch
    {
        <= ImapVerb.Id => state != ImapSessionState.Logout,
        <= ImapVerb.Login => state == ImapSessionState.NotAuthenticated,
        <= ImapVerb.Idle => state is ImapSessionState.Authenticated or ImapSessionState.Selected,
        _ => state == ImapSessionState.Selected,
    };

    /// <summary>
    /// Whether untagged EXPUNGE may be sent while <paramref name="verb"/> runs: never during FETCH, STORE and SEARCH by
    /// sequence number (RFC 3501 section 7.4.1), whose numbers would shift under the client.
    /// </summary>
    public static bool MayReportExpunge(ImapVerb verb, bool byUid) =>
        byUid || verb is not (ImapVerb.Fetch or ImapVerb.Store or ImapVerb.Search);
}
