using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>Mail from other servers (RFC 5321).</summary>
internal sealed class SmtpConnectionHandler(SmtpServices services) : SmtpConnectionHandlerBase(services, SmtpDialect.Smtp);
