namespace Mail.Gateway.Imap.Session;

/// <summary>The client closed the connection, or takes nothing any more: the session ends without a word.</summary>
internal sealed class ImapPeerGoneException() : IOException("The peer has gone.");
