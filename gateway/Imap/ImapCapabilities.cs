using System.Globalization;

namespace Mail.Gateway.Imap;

/// <summary>What is announced, by what the session may do just now (RFC 3501 section 7.2.1).</summary>
internal static class ImapCapabilities
{
    private const string Always = "IMAP4rev1 LITERAL+ SASL-IR ID ENABLE";

    private const string Authenticated =
        Always + " IDLE UIDPLUS MOVE NAMESPACE CHILDREN SPECIAL-USE CREATE-SPECIAL-USE LIST-EXTENDED LIST-STATUS UNSELECT ESEARCH CONDSTORE"
        + " STATUS=SIZE UTF8=ACCEPT APPENDLIMIT=";

    public static string Of(bool authenticated, bool passwordsAllowed, bool startTls, ImapOptions options) => authenticated
        ? Authenticated + options.MaxMessage.ToString(CultureInfo.InvariantCulture)
        : Always + (startTls ? " STARTTLS" : "")
            + (passwordsAllowed ? " AUTH=PLAIN AUTH=LOGIN AUTH=SCRAM-SHA-256" : " LOGINDISABLED AUTH=SCRAM-SHA-256");
}
