using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Mail.Gateway.Auth;
using Mail.Gateway.Limits;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp;

/// <summary>What a session knows of the other side.</summary>
internal sealed class SmtpPeer(SmtpDialect dialect, IPAddress? address)
{
    public SmtpDialect Dialect => dialect;

    public IPAddress? Address => address;

    /// <summary>What the rates of a client are counted by.</summary>
    public ClientNetwork? Network { get; } = address is null ? null : ClientNetwork.Of(address);

    /// <summary>Name given with the last hello.</summary>
    public string Name { get; set; } = "unknown";

    /// <summary>The hello was EHLO or LHLO.</summary>
    public bool Extended { get; set; }

    /// <summary>Who has authenticated; always null on the ports for servers.</summary>
    public LoginAccount? Account { get; set; }

    /// <summary>Failed logins so far.</summary>
    public int FailedLogins { get; set; }

    /// <summary>Version and cipher; null in plain text.</summary>
    public string? Tls { get; private set; }

    /// <summary>TLS begins: what the peer said before counts no more (RFC 3207 §4.2).</summary>
    public void Secured(SslStream tls)
    {
        Tls = $"{(tls.SslProtocol == SslProtocols.Tls13 ? "TLSv1.3" : "TLSv1.2")} {tls.NegotiatedCipherSuite}";
        Name = "unknown";
        Extended = false;
    }

    public string TransmissionType(SmtpTransaction transaction) => ReceivedField.TransmissionType(
        dialect == SmtpDialect.Lmtp, Extended, transaction.Parameters.Utf8, Tls is not null, Account is not null);
}
