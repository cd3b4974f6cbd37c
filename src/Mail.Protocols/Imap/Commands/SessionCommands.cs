namespace Mail.Protocols.Imap;

/// <summary>AUTHENTICATE (RFC 3501 section 6.2.2) with the initial response of SASL-IR (RFC 4959), decoded; null if absent.</summary>
public sealed record AuthenticateCommand(string Tag, string Mechanism, byte[]? InitialResponse) : ImapCommand(Tag, ImapVerb.Authenticate);

/// <summary>LOGIN (RFC 3501 section 6.2.3).</summary>
public sealed record LoginCommand(string Tag, string User, string Password) : ImapCommand(Tag, ImapVerb.Login);

/// <summary>ENABLE (RFC 5161): capability names in upper case.</summary>
public sealed record EnableCommand(string Tag, IReadOnlyList<string> Capabilities) : ImapCommand(Tag, ImapVerb.Enable);

/// <summary>ID (RFC 2971): field names in lower case; at most 30 pairs.</summary>
public sealed record IdCommand(string Tag, IReadOnlyDictionary<string, string?> Fields) : ImapCommand(Tag, ImapVerb.Id);
