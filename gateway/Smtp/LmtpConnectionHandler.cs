using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>Local delivery by another server (RFC 2033); its port is for trusted networks only.</summary>
internal sealed class LmtpConnectionHandler(SmtpServices services) : SmtpConnectionHandlerBase(services, SmtpDialect.Lmtp);
