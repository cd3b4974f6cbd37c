using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>Mail from users on connections that begin with TLS (RFC 8314 §3.3).</summary>
internal sealed class SubmissionsConnectionHandler(SmtpServices services)
    : SmtpConnectionHandlerBase(services, SmtpDialect.Submission, implicitTls: true);
