namespace Mail.Protocols.Imap;

/// <summary>The states of a session (RFC 3501 section 3).</summary>
public enum ImapSessionState { NotAuthenticated, Authenticated, Selected, Logout }
