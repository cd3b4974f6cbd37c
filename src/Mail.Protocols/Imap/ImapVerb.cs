namespace Mail.Protocols.Imap;

/// <summary>The commands of RFC 3501 and of the extensions spoken here; a UID form has the verb of its plain form.</summary>
public enum ImapVerb
{
    Capability, Noop, Logout, Id,
    StartTls, Authenticate, Login,
    Enable, Select, Examine, Create, Delete, Rename, Subscribe, Unsubscribe, List, Lsub, Namespace, Status, Append, Idle,
    Check, Close, Unselect, Expunge, Search, Fetch, Store, Copy, Move,
}
