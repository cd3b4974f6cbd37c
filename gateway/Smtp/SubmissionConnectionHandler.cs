using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>Mail from users, who begin TLS by STARTTLS (RFC 6409).</summary>
internal sealed class SubmissionConnectionHandler(SmtpServices services) : SmtpConnectionHandlerBase(services, SmtpDialect.Submission);
