using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp.Commands;

/// <summary>HELO, EHLO and LHLO; each ends a running transaction (RFC 5321 §4.1.4).</summary>
internal sealed class HelloHandler(SmtpServices services) : ISmtpCommandHandler
{
    public ValueTask<SmtpStep> HandleAsync(SmtpSession session, SmtpCommand command)
    {
        var hello = (SmtpCommand.Hello)command;
        session.EndTransaction();
        session.Peer.Name = hello.ClientName;
        session.Peer.Extended = hello.Verb != SmtpVerb.Helo;
        var offerTls = session.Peer.Tls is null && services.Certificates.Current is not null;
        var offerAuth = session.Peer is { Dialect: SmtpDialect.Submission, Tls: not null, Account: null };
        return (SmtpStep)(session.Peer.Extended ? services.Hello.Extended(offerTls, offerAuth) : services.Hello.Plain);
    }
}
