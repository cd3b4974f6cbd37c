using System.Globalization;

namespace Mail.Protocols.Imap;

/// <summary>Response codes (RFC 3501 section 7.1, RFC 4315, RFC 5530, RFC 7162, RFC 7889), without brackets.</summary>
public static class ImapResponseCode
{
    public const string Alert = "ALERT";
    public const string AlreadyExists = "ALREADYEXISTS";
    public const string AuthenticationFailed = "AUTHENTICATIONFAILED";
    public const string BadCharset = "BADCHARSET (US-ASCII UTF-8)";
    public const string Cannot = "CANNOT";
    public const string ClientBug = "CLIENTBUG";
    public const string Closed = "CLOSED";
    public const string ExpungeIssued = "EXPUNGEISSUED";
    public const string HasChildren = "HASCHILDREN";
    public const string Limit = "LIMIT";
    public const string NonExistent = "NONEXISTENT";
    public const string NoPermission = "NOPERM";
    public const string OverQuota = "OVERQUOTA";
    public const string PrivacyRequired = "PRIVACYREQUIRED";
    public const string ReadOnly = "READ-ONLY";
    public const string ReadWrite = "READ-WRITE";
    public const string ServerBug = "SERVERBUG";
    public const string TooBig = "TOOBIG";
    public const string TryCreate = "TRYCREATE";
    public const string Unavailable = "UNAVAILABLE";
    public const string UseAttribute = "USEATTR";

    public static string AppendUid(uint uidValidity, uint uid) => Text($"APPENDUID {uidValidity} {uid}");

    public static string Capability(string capabilities) => "CAPABILITY " + capabilities;

    /// <summary>COPYUID: the n-th UID of one set became the n-th of the other (RFC 4315 section 3).</summary>
    public static string CopyUid(uint uidValidity, UidSetBuilder source, UidSetBuilder target) =>
        Text($"COPYUID {uidValidity} {source} {target}");

    public static string HighestModSeq(ulong value) => Text($"HIGHESTMODSEQ {value}");

    /// <summary>The messages that a conditional STORE left alone (RFC 7162 section 3.1.3).</summary>
    public static string Modified(UidSetBuilder set) => "MODIFIED " + set;

    public static string UidNext(uint value) => Text($"UIDNEXT {value}");

    public static string UidValidity(uint value) => Text($"UIDVALIDITY {value}");

    public static string Unseen(uint sequenceNumber) => Text($"UNSEEN {sequenceNumber}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
