namespace Mail.Protocols.Imap;

/// <summary>The status responses (RFC 3501 section 7.1).</summary>
public enum ImapStatus { Ok, No, Bad, PreAuth, Bye }
