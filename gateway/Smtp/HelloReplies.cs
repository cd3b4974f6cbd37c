using System.Globalization;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>Greetings and answers to the hello, made once for all sessions.</summary>
internal sealed class HelloReplies
{
    private readonly SmtpReply _extended;
    private readonly SmtpReply _extendedWithTls;
    private readonly SmtpReply _extendedWithAuth;

    public HelloReplies(SmtpOptions options)
    {
        MaxMessageSize = options.MaxMessageSize;
        string[] extensions =
        [
            options.HostName, "PIPELINING", "SIZE " + options.MaxMessageSize.ToString(CultureInfo.InvariantCulture),
            "8BITMIME", "SMTPUTF8", "CHUNKING", "DSN", "ENHANCEDSTATUSCODES",
        ];
        _extended = new SmtpReply(250, null, extensions);
        _extendedWithTls = new SmtpReply(250, null, [.. extensions, "STARTTLS"]);
        _extendedWithAuth = new SmtpReply(250, null, [.. extensions, "AUTH PLAIN LOGIN SCRAM-SHA-256"]);
        Plain = new SmtpReply(250, null, options.HostName);
        SmtpGreeting = new SmtpReply(220, null, options.HostName + " ESMTP");
        LmtpGreeting = new SmtpReply(220, null, options.HostName + " LMTP");
    }

    /// <summary>The size limit that they tell of.</summary>
    public long MaxMessageSize { get; }

    public SmtpReply Plain { get; }

    public SmtpReply SmtpGreeting { get; }

    public SmtpReply LmtpGreeting { get; }

    public SmtpReply Extended(bool offerTls, bool offerAuth) => offerTls ? _extendedWithTls : offerAuth ? _extendedWithAuth : _extended;
}
