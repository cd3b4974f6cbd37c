using Mail.Gateway.Smtp.Commands;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>Which handler answers which command; a verb without one is answered 502.</summary>
internal sealed class SmtpCommandTable
{
    private readonly ISmtpCommandHandler?[] _handlers = new ISmtpCommandHandler?[Enum.GetValues<SmtpVerb>().Length];

    public SmtpCommandTable(SmtpServices services)
    {
        var hello = new HelloHandler(services);
        this[SmtpVerb.Helo] = hello;
        this[SmtpVerb.Ehlo] = hello;
        this[SmtpVerb.Lhlo] = hello;
        this[SmtpVerb.Mail] = new MailHandler(services);
        this[SmtpVerb.Rcpt] = new RcptHandler(services);
        this[SmtpVerb.Data] = new DataHandler(services);
        this[SmtpVerb.Bdat] = new BdatHandler(services);
        this[SmtpVerb.Rset] = new RsetHandler();
        this[SmtpVerb.StartTls] = new StartTlsHandler(services);
        this[SmtpVerb.Auth] = new AuthHandler(services);
        this[SmtpVerb.Noop] = new FixedReplyHandler(SmtpReplies.Ok);
        this[SmtpVerb.Help] = new FixedReplyHandler(SmtpReplies.Help);
        this[SmtpVerb.Vrfy] = new FixedReplyHandler(SmtpReplies.CannotVerify);
        this[SmtpVerb.Quit] = new FixedReplyHandler(new SmtpStep(SmtpReplies.Bye, SmtpNext.Close));
    }

    public ISmtpCommandHandler? this[SmtpVerb verb]
    {
        get => _handlers[(int)verb];
        private init => _handlers[(int)verb] = value;
    }
}
